package org.imagine4j.magics.all;

import java.io.IOException;
import java.util.Map;

/** Stock JJava 1.0-a8; the jar comes by {@code JJAVA_CLASSPATH}. */
class StockJJavaA8IT extends MagicsContract {

    @Override
    KernelUnderTest kernel() throws IOException, InterruptedException {
        return StockJJava.of("1.0a8", Map.of("JJAVA_CLASSPATH", AllJar.path().toString()));
    }
}
