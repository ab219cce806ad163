package org.imagine4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Jupyter's own test suite for kernels, by Jupyter's own client, against the kernel installed as a kernelspec. It runs in
 * a Python environment of its own below {@code target/it}, made on first use.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class JupyterKernelTestIT {
    private static final Path SCRATCH = Path.of("target/it").toAbsolutePath();
    private static final String SUITE = "jupyter_kernel_test==0.7.0";

    @Test
    void passesEveryTestThatApplies() throws Exception {
        Path python = environment();
        Path kernels = Files.createDirectories(SCRATCH.resolve("jupyter/kernels/imagine-java"));
        Files.writeString(kernels.resolve("kernel.json"), kernelspec().toString());
        Path script = SCRATCH.resolve("kernel_test.py");
        try (var in = JupyterKernelTestIT.class.getResourceAsStream("kernel_test.py")) {
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
        }
        Path history = SCRATCH.resolve("history.jsonl");
        Files.deleteIfExists(history);

        ProcessBuilder suite = new ProcessBuilder(python.toString(), script.toString());
        suite.environment().put("JUPYTER_PATH", SCRATCH.resolve("jupyter").toString());
        suite.environment().put("IMAGINE_HISTORY", history.toString());
        suite.environment().put("PYTHONWARNINGS", "ignore");
        String report = run(suite);

        assertThat(report.lines().filter(line -> line.endsWith("... ok")))
                .as(report)
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactlyInAnyOrder(
                        "test_clear_output",
                        "test_completion",
                        "test_display_data",
                        "test_error",
                        "test_execute_result",
                        "test_execute_stderr",
                        "test_execute_stdout",
                        "test_history",
                        "test_inspect",
                        "test_is_complete",
                        "test_kernel_info",
                        "test_recv_iopub_welcome_msg");
        assertThat(report.lines().filter(line -> line.contains("skipped") && line.startsWith("test_")))
                .as("the pager is IPython's")
                .hasSize(1)
                .allMatch(line -> line.startsWith("test_pager "));
    }

    private static Path environment() throws Exception {
        Path folder = SCRATCH.resolve("venv");
        Path complete = folder.resolve("complete.txt");
        Path python = folder.resolve(File.separatorChar == '\\' ? "Scripts/python.exe" : "bin/python");
        if (!Files.exists(complete) || !Files.readString(complete).equals(SUITE)) {
            Files.createDirectories(SCRATCH);
            run(new ProcessBuilder("python3", "-m", "venv", "--clear", folder.toString()));
            run(new ProcessBuilder(python.toString(), "-m", "pip", "install", "--quiet", SUITE));
            Files.writeString(complete, SUITE);
        }
        return python;
    }

    private static JsonObject kernelspec() {
        List<Path> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        JsonArray argv = new JsonArray();
        List<String> command = new ArrayList<>(
                LaunchCommand.kernelspecArgv(Path.of(System.getProperty("java.home"), "bin", "java"), classPath));
        command.forEach(argv::add);
        JsonObject spec = new JsonObject();
        spec.add("argv", argv);
        spec.addProperty("display_name", "Java (Imagine)");
        spec.addProperty("language", "java");
        spec.addProperty("interrupt_mode", "message");
        return spec;
    }

    private static String run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
