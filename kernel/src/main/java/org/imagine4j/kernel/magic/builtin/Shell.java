package org.imagine4j.kernel.magic.builtin;

import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs a program and shows what it prints while it runs. When the cell is interrupted, it and its children end. */
final class Shell {
    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final int GRACE_MILLIS = 100;

    private final Map<String, String> environment;

    Shell(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The command line that hands a line to the system's shell. */
    static List<String> system(String line) {
        return WINDOWS ? List.of("cmd", "/c", line) : List.of("sh", "-c", line);
    }

    /**
     * Runs a command to its end.
     *
     * @param input for the program's standard input; empty if it has none
     * @param quiet whether to collect the output without showing it
     * @return what it has written to its standard output
     * @throws IOException if there is no such program
     * @throws IllegalStateException if the program reports a failure
     */
    String run(List<String> command, Optional<String> input, boolean quiet) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        StringBuilder collected = new StringBuilder();
        Thread out = copy(process.inputReader(charset()), quiet ? null : System.out, collected);
        Thread err = copy(new InputStreamReader(process.getErrorStream(), charset()), System.err, null);
        try {
            try (var stdin = process.outputWriter(charset())) {
                stdin.write(input.orElse(""));
            } catch (IOException e) {
                // The program does not read its input to the end.
            }
            int status = process.waitFor();
            out.join();
            err.join();
            if (status != 0) {
                throw new IllegalStateException(
                        command.get(0) + " ended with status " + status + ".\nWhat it printed is above.");
            }
            return collected.toString();
        } finally {
            end(process);
        }
    }

    private static void end(Process process) {
        if (process.isAlive()) {
            List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                    .toList();
            family.forEach(ProcessHandle::destroy);
            try {
                Thread.sleep(process.isAlive() ? GRACE_MILLIS : 0);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            family.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** The thread belongs to the cell that starts it, and so does what it prints. */
    private static Thread copy(Reader from, PrintStream to, StringBuilder collected) {
        Thread thread = new Thread(
                () -> {
                    char[] buffer = new char[8192];
                    try (from) {
                        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                            String text = new String(buffer, 0, count);
                            if (to != null) {
                                to.print(text);
                            }
                            if (collected != null) {
                                collected.append(text);
                            }
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                "imagine-program-output");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** What programs write: the locale's charset, but UTF-8 where the locale says nothing. */
    private static Charset charset() {
        Charset charset = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
        return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    }
}
