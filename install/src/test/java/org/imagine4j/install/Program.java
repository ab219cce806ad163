package org.imagine4j.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.imagine4j.install.jupyter.ProcessTree;

/**
 * The real script {@code install/imagine}, run as a person runs it. What it keeps goes below {@code target/it}, and stays
 * there, so that the private Jupyter is made once.
 */
record Program(Path script, Path folder, Map<String, String> variables) {
    /** The project's root. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    /** The folder for everything the tests write. */
    static final Path SCRATCH = ROOT.resolve("install").resolve("target").resolve("it");

    /** No run takes as long, not even the first one, which installs JupyterLab. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** Longer than {@code imagine lab} waits for JupyterLab. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** How a run ended. */
    record Result(int exitCode, String out, String err) {
        String all() {
            return out + err;
        }
    }

    /** The script in the project, started in the project's root. */
    static Program inProject() {
        return new Program(
                ROOT.resolve("install").resolve("imagine"),
                ROOT,
                Map.of(
                        "IMAGINE_HOME", SCRATCH.resolve("home").toString(),
                        "IMAGINE_ARCHIVE", "off", // its making takes a core for a while
                        "JUPYTER_DATA_DIR", SCRATCH.resolve("jupyter-data").toString(),
                        "JUPYTER_CONFIG_DIR", SCRATCH.resolve("jupyter-config").toString()));
    }

    Program startedAs(Path otherScript) {
        return new Program(otherScript, folder, variables);
    }

    Program startedIn(Path otherFolder) {
        return new Program(script, otherFolder, variables);
    }

    Program with(String variable, String value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put(variable, value);
        return new Program(script, folder, more);
    }

    /** Runs to the end. */
    Result run(String... arguments) throws IOException, InterruptedException {
        Files.createDirectories(SCRATCH);
        Path out = Files.createTempFile(SCRATCH, "out", ".txt");
        Path err = Files.createTempFile(SCRATCH, "err", ".txt");
        try {
            Process process = builder(arguments)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(PATIENCE.toMinutes(), TimeUnit.MINUTES)) {
                end(process);
                throw new AssertionError(
                        "imagine " + String.join(" ", arguments) + " does not end:\n" + read(out) + read(err));
            }
            return new Result(process.exitValue(), read(out), read(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** Starts, with both outputs in one file. */
    Process start(Path output, String... arguments) throws IOException {
        Files.createDirectories(output.getParent());
        return builder(arguments)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** Ends a program that was started, and everything that it has started: within seconds, whatever happens. */
    static boolean end(Process process) {
        return new ProcessTree(process.toHandle()).end(GRACE);
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(variables);
        return builder;
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
