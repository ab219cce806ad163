package org.imagine4j.magics.all;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A kernel that Jupyter can start.
 *
 * @param name its kernelspec's
 * @param data the data folder that has the kernelspec below {@code kernels}
 * @param variables of its environment
 */
record KernelUnderTest(String name, Path data, Map<String, String> variables) {

    /** A kernel that is started by a command, as its kernelspec would say. */
    static KernelUnderTest of(String name, List<String> command, Map<String, String> variables) throws IOException {
        Path data = JupyterSession.SCRATCH.resolve("data");
        Path folder = Files.createDirectories(data.resolve("kernels").resolve(name));
        Map<String, Object> spec =
                Map.of("argv", command, "display_name", name, "language", "java", "interrupt_mode", "message");
        Files.writeString(folder.resolve("kernel.json"), new Gson().toJson(spec));
        return new KernelUnderTest(name, data, variables);
    }
}
