package org.imagine4j.magics.all;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** JJava as PyPI has it. */
final class StockJJava {

    private StockJJava() {}

    static KernelUnderTest of(String version, Map<String, String> variables) throws IOException, InterruptedException {
        Path data = JupyterSession.pip("jjava==" + version).resolve("share").resolve("jupyter");
        return new KernelUnderTest("java", data, variables);
    }
}
