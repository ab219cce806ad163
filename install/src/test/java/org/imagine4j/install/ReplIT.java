package org.imagine4j.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code imagine repl}, fed by a pipe and typed into a terminal. */
class ReplIT {

    private static final Path OUTPUT = Program.SCRATCH.resolve("repl");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String CONTROL_C = "\u0003";
    private static final String CONTROL_D = "\u0004";

    @Test
    void cellsComeFromAPipe() throws IOException, InterruptedException {
        Process repl = start("install/imagine", "repl");
        type(repl, """
                int x = 3;
                for (int i = 0; i < 2; i++) {
                    System.out.println("line " + i);
                }
                x + 1
                %imagine -n 1 --seed 3 a cat
                """);
        repl.getOutputStream().close();
        String out = everything(repl);

        assertThat(repl.exitValue()).as(out).isZero();
        assertThat(out).contains("line 0\nline 1\n4\na cat\n1 picture in").doesNotContain("\u001b", "▀", "In [");
    }

    @Test
    void aFailedCellIsToldByTheExitCodeAndTheNextRuns() throws IOException, InterruptedException {
        Process repl = start("install/imagine", "repl");
        type(repl, "nope\n%imagine --sede 7 a cat\n\"still \" + \"here\"\n");
        repl.getOutputStream().close();
        String out = everything(repl);

        assertThat(repl.exitValue()).isEqualTo(1);
        assertThat(out).contains("cannot find symbol", "%imagine has no option --sede.", "still here");
    }

    /** The program {@code script} gives it a terminal of its own. */
    @Test
    void aTerminalShowsPicturesAndControlCStopsWhatRuns() throws IOException, InterruptedException {
        Process repl = start("script", "-qec", "stty rows 40 cols 100; exec install/imagine repl", "/dev/null");
        StringBuilder screen = new StringBuilder();
        await(repl, screen, "In [1]: ");
        type(repl, "%imagine -n 1 --seed 3 a cat\r");
        await(repl, screen, "In [2]: ");
        assertThat(screen).contains("\u001b[38;2;", "▀", "1 picture in");

        type(repl, "while (true) {}\r");
        Thread.sleep(1000);
        type(repl, CONTROL_C);
        await(repl, screen, "In [3]: ");
        assertThat(screen).contains("Interrupted");

        type(repl, "%imagine -n 100 a cat\r");
        await(repl, screen, "about");
        type(repl, CONTROL_C);
        await(repl, screen, "In [4]: ");
        assertThat(screen).contains("Stopped after", "; kept ");

        type(repl, "%imagine_def\t");
        await(repl, screen, "%imagine_defaults");
        type(repl, CONTROL_C);
        await(repl, screen, "In [4]: ");
        type(repl, CONTROL_D);
        assertThat(repl.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(repl.exitValue()).isZero();
    }

    private static Process start(String... command) throws IOException {
        Files.createDirectories(OUTPUT);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(Program.ROOT.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Program.inProject().variables());
        builder.environment().putAll(Map.of("TERM", "xterm-256color", "COLORTERM", "truecolor"));
        return builder.start();
    }

    private static void type(Process repl, String text) throws IOException {
        OutputStream keyboard = repl.getOutputStream();
        keyboard.write(text.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    private static String everything(Process repl) throws IOException, InterruptedException {
        String out = new String(repl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(repl.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return out;
    }

    /** Reads on until the screen has shown something new. */
    private static void await(Process repl, StringBuilder screen, String text)
            throws IOException, InterruptedException {
        int start = screen.length();
        InputStream in = repl.getInputStream();
        Instant end = Instant.now().plus(PATIENCE);
        while (screen.indexOf(text, start) < 0) {
            assertThat(Instant.now())
                    .as("waiting for " + text + " in\n" + screen)
                    .isBefore(end);
            if (in.available() > 0) {
                screen.append(new String(in.readNBytes(in.available()), StandardCharsets.UTF_8));
            } else {
                Thread.sleep(20);
            }
        }
    }
}
