package org.imagine4j.magics.all;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Stock JJava 1.0-a6, the first that Imagine is for; the jar comes by {@code %classpath}. */
class StockJJavaA6IT extends MagicsContract {

    @Override
    KernelUnderTest kernel() throws IOException, InterruptedException {
        return StockJJava.of("1.0a6", Map.of());
    }

    @Override
    List<String> setUp() throws IOException {
        return List.of("%classpath " + AllJar.path());
    }
}
