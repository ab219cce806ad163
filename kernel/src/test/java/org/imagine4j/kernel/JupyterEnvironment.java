package org.imagine4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Python environment with clients that Jupyter's makers have written, and the kernel installed for them. It is below
 * {@code target/it}, made on first use.
 */
final class JupyterEnvironment {
    private static final List<String> CLIENTS = List.of("jupyter_kernel_test==0.7.0", "jupyter_console==6.6.3");
    private static final int PATIENCE_MINUTES = 8;

    private final Path folder = Path.of("target/it").toAbsolutePath();
    private final Path programs = folder.resolve("venv").resolve(File.separatorChar == '\\' ? "Scripts" : "bin");

    private JupyterEnvironment() {}

    /** Everything in place. */
    static JupyterEnvironment prepared() throws IOException, InterruptedException {
        JupyterEnvironment environment = new JupyterEnvironment();
        environment.installClients();
        Path kernel = Files.createDirectories(environment.folder.resolve("jupyter/kernels/imagine-java"));
        Files.writeString(kernel.resolve("kernel.json"), kernelspec().toString());
        return environment;
    }

    /** Where files of tests can go. */
    Path folder() {
        return folder;
    }

    /** Runs one of its programs to its end, with a history of its own, and gives what it printed. */
    String run(String program, List<String> arguments, String input) throws IOException, InterruptedException {
        Path history = Files.createTempFile(folder, "history", ".jsonl");
        Files.delete(history);
        List<String> command = new ArrayList<>(List.of(programs.resolve(program).toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JUPYTER_PATH", folder.resolve("jupyter").toString());
        builder.environment().put("IMAGINE_HISTORY", history.toString());
        builder.environment().put("PYTHONWARNINGS", "ignore");
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        return run(builder, input);
    }

    private void installClients() throws IOException, InterruptedException {
        Path complete = folder.resolve("venv").resolve("complete.txt");
        String clients = String.join("\n", CLIENTS);
        if (!Files.exists(complete) || !Files.readString(complete).equals(clients)) {
            Files.createDirectories(folder);
            run(
                    new ProcessBuilder(
                            "python3",
                            "-m",
                            "venv",
                            "--clear",
                            folder.resolve("venv").toString()),
                    "");
            List<String> install =
                    new ArrayList<>(List.of(programs.resolve("python").toString(), "-m", "pip", "install", "--quiet"));
            install.addAll(CLIENTS);
            run(new ProcessBuilder(install), "");
            Files.writeString(complete, clients);
        }
    }

    private String run(ProcessBuilder builder, String input) throws IOException, InterruptedException {
        Path in = Files.createTempFile(folder, "in", ".txt");
        Path out = Files.createTempFile(folder, "out", ".txt");
        Files.writeString(in, input);
        Process process = builder.redirectErrorStream(true)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .start();
        boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String printed = Files.readString(out);
        assertThat(ended)
                .as("the end of " + builder.command() + ":\n" + printed)
                .isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        Files.delete(in);
        Files.delete(out);
        return printed;
    }

    private static JsonObject kernelspec() {
        List<Path> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        JsonArray argv = new JsonArray();
        LaunchCommand.kernelspecArgv(Path.of(System.getProperty("java.home"), "bin", "java"), classPath)
                .forEach(argv::add);
        JsonObject spec = new JsonObject();
        spec.add("argv", argv);
        spec.addProperty("display_name", "Java (Imagine)");
        spec.addProperty("language", "java");
        spec.addProperty("interrupt_mode", "message");
        return spec;
    }
}
