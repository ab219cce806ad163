package org.imagine4j.install.jupyter;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.imagine4j.install.terminal.Terminal;
import org.imagine4j.install.terminal.UserError;

/**
 * Executes notebooks without a browser, through the Jupyter client of a Jupyter ({@code execute.py} beside this class
 * runs there). A cell that fails ends the execution; what was executed until then is written all the same.
 */
public final class NotebookExecution {

    /**
     * What to execute and where to write.
     *
     * @param notebook the notebook, which is only read; its folder is the kernel's working folder
     * @param executed where to write the notebook with its outputs
     * @param page where to write the HTML page
     * @param defaultKernel the kernel's name for a notebook that names none
     * @param dataFolder a Jupyter data folder whose kernels are found before all others
     */
    public record Order(Path notebook, Path executed, Path page, String defaultKernel, Path dataFolder) {}

    /**
     * How it went.
     *
     * @param cells how many code cells were executed without an error
     * @param failure the cell that failed or another reason why the execution ended early
     */
    public record Outcome(int cells, Optional<String> failure) {}

    /** How long the client may take to end: for the kernel's end, and for writing a notebook full of pictures. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private record Event(String event, int number, int count, String name, String message, String source) {}

    private final Jupyter jupyter;
    private final Environment environment;
    private final Terminal terminal;

    public NotebookExecution(Jupyter jupyter, Environment environment, Terminal terminal) {
        this.jupyter = jupyter;
        this.environment = environment;
        this.terminal = terminal;
    }

    /**
     * Executes a notebook.
     *
     * @throws UserError if the notebook could not be read or nothing could be written
     * @throws IOException if the client could not be started
     */
    public Outcome run(Order order) throws IOException {
        Path log = Files.createTempFile("imagine-run", ".log");
        Process process = start(order, log);
        Thread stop = new Thread(() -> {
            stop(process);
            terminal.note("Stopped. What was executed until then is in " + order.executed());
        });
        Runtime.getRuntime().addShutdownHook(stop);
        Outcome outcome = new Outcome(0, Optional.of("The execution ended without a word."));
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("{\"event\"")) {
                    outcome = heard(outcome, new Gson().fromJson(line, Event.class), order.notebook());
                }
            }
            int status = process.waitFor();
            if (status != 0) {
                throw new UserError(
                        "Jupyter's client ended with an error: " + lastLine(log),
                        "Its whole report is in " + log + ".");
            }
            Files.delete(log);
            return outcome;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while executing " + order.notebook(), e);
        } finally {
            stop(process);
            removeHook(stop);
        }
    }

    private Process start(Order order, Path log) throws IOException {
        ProcessBuilder builder = jupyter.process(List.of(
                "-c",
                Resource.text("execute.py"),
                order.notebook().toString(),
                order.executed().toString(),
                order.page().toString(),
                order.defaultKernel(),
                order.notebook().toAbsolutePath().getParent().toString()));
        builder.redirectError(log.toFile());
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        builder.environment()
                .merge("JUPYTER_PATH", order.dataFolder().toString(), (old, ours) -> ours + File.pathSeparator + old);
        builder.directory(environment.workingFolder().toFile());
        return builder.start();
    }

    private Outcome heard(Outcome soFar, Event event, Path notebook) {
        return switch (event.event()) {
            case "cell" -> {
                terminal.progress("  cell " + event.number() + " of " + event.count() + " …");
                yield new Outcome(event.number() - 1, soFar.failure());
            }
            case "done" -> new Outcome(event.count(), Optional.empty());
            case "failed" -> new Outcome(soFar.cells(), Optional.of(failure(event)));
            case "unreadable" ->
                throw new UserError(
                        notebook.getFileName() + " is no notebook that Jupyter can read.",
                        "Jupyter says: " + event.message());
            default -> new Outcome(soFar.cells(), Optional.of(event.message()));
        };
    }

    private static String failure(Event event) {
        String problem = event.message().isBlank() ? event.name() : event.name() + ": " + event.message();
        return "Cell " + event.number() + " failed: " + problem + System.lineSeparator()
                + event.source().strip().indent(4).stripTrailing();
    }

    private static String lastLine(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> !line.isBlank())
                .reduce((first, second) -> second)
                .orElse("no reason given");
    }

    /** Asks the client to end, which shuts its kernel down and writes what was executed, and sees to it that it does. */
    private static void stop(Process process) {
        new ProcessTree(process.toHandle()).end(PATIENCE);
    }

    /** When this program is just ending, the hook has the last word. */
    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            waitFor(hook);
        }
    }

    private static void waitFor(Thread hook) {
        try {
            hook.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
