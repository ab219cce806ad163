package org.imagine4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kernel as front ends start it: a process with a connection file. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ProcessTest {
    @TempDir
    Path folder;

    @Test
    void startsRunsAndEndsAsAProcess() throws Exception {
        KernelProcess kernel = launch();
        try (TestNotebook notebook = kernel.notebook()) {
            notebook.cell("1 + 1").shows("2");
            notebook.cell("System.out.print(\"process\")").prints("process");
            notebook.client().control("shutdown_request", new JsonObject());
            assertThat(notebook.client().fromControl().type()).isEqualTo("shutdown_reply");
            assertThat(kernel.endsWithin(20)).as("ended").isTrue();
            assertThat(kernel.process().exitValue()).isZero();
            assertThat(folder.resolve("history.jsonl")).content().contains("1 + 1");
        }
    }

    @Test
    void endsWhileACellRuns() throws Exception {
        KernelProcess kernel = launch();
        try (TestNotebook notebook = kernel.notebook()) {
            notebook.awaitOutput(notebook.start("System.out.println(\"running\"); while (true) {}"));
            notebook.client().control("shutdown_request", new JsonObject());
            assertThat(kernel.endsWithin(20)).as("ended").isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "request | while (true) { try { Thread.sleep(1000); } catch (Throwable t) {} }",
                "request on the shell | while (true) { try { Thread.sleep(1000); } catch (Throwable t) {} }",
                "request | double s = 0; for (int k = 0; k < 99; k++) for (int i = 0; i < 2147483647; i++) s += Math.sqrt(i);",
                "signal | double s = 0; for (int k = 0; k < 99; k++) for (int i = 0; i < 2147483647; i++) s += Math.sqrt(i);",
                "signal | Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) {} }));",
            })
    void endsWhateverACellDoes(String way, String code) throws Exception {
        KernelProcess kernel = launch();
        try (TestNotebook notebook = kernel.notebook()) {
            notebook.awaitOutput(notebook.start("System.out.println(\"running\"); " + code));
            end(kernel, notebook, way);
            assertThat(kernel.endsWithin(20)).as("ended").isTrue();
        }
    }

    @Test
    void endsWhileItStarts() throws Exception {
        for (String way : List.of("request", "signal")) {
            KernelProcess kernel = launch();
            try (TestNotebook notebook = kernel.notebook()) {
                notebook.start("1 + 1");
                end(kernel, notebook, way);
                assertThat(kernel.endsWithin(20)).as(way).isTrue();
            }
        }
    }

    private static void end(KernelProcess kernel, TestNotebook notebook, String way) {
        switch (way) {
            case "request" -> notebook.client().control("shutdown_request", new JsonObject());
            case "request on the shell" -> notebook.client().shell("shutdown_request", new JsonObject());
            default -> kernel.process().destroy();
        }
    }

    @Test
    void aSignalStopsTheCellNotTheProcess() throws Exception {
        KernelProcess kernel = launch();
        try (TestNotebook notebook = kernel.notebook()) {
            String id = notebook.start("System.out.println(\"running\"); while (true) {}");
            notebook.awaitOutput(id);
            new ProcessBuilder("kill", "-INT", String.valueOf(kernel.process().pid()))
                    .start()
                    .waitFor(20, TimeUnit.SECONDS);
            notebook.finish(id).fails("Interrupted", "The cell was interrupted");
            notebook.cell("1 + 1").shows("2");
        }
    }

    @Test
    void outlivesACellThatUsesUpTheMemory() throws Exception {
        KernelProcess kernel = launch(Map.of("JDK_JAVA_OPTIONS", "-Xmx160m"));
        try (TestNotebook notebook = kernel.notebook()) {
            notebook.cell("var hoard = new ArrayList<byte[]>();");
            CellOutput output = notebook.cell("while (true) hoard.add(new byte[1 << 20]);");
            output.fails("OutOfMemoryError", "Java heap space");
            assertThat(output.traceback()).last().asString().startsWith("The session lives. ");
            notebook.cell("hoard.size() > 50").shows("true");
            notebook.cell("hoard = null;").succeeds();
            notebook.cell("1 + 1").shows("2");
            notebook.cell(
                    "long used(int depth) { byte[] b = new byte[8 << 20]; return depth + used(depth + 1) + b.length; }");
            assertThat(notebook.cell("used(0)").status()).isEqualTo("error");
            notebook.cell("2 + 2").shows("4");
        }
    }

    @Test
    void outlivesAStormOfThreads() throws Exception {
        KernelProcess kernel = launch();
        try (TestNotebook notebook = kernel.notebook()) {
            notebook.cell("""
                    var gate = new CountDownLatch(1);
                    var done = new CountDownLatch(1500);
                    for (int i = 0; i < 1500; i++) {
                        int number = i;
                        new Thread(() -> {
                            try { gate.await(); } catch (InterruptedException e) {}
                            System.out.println("thread " + number);
                            done.countDown();
                        }).start();
                    }""").succeeds();
            notebook.cell("Thread.activeCount() > 1500").shows("true");
            notebook.cell("gate.countDown(); done.await(30, TimeUnit.SECONDS)").shows("true");
            notebook.cell("Thread.sleep(500); Thread.activeCount() < 40").shows("true");
        }
    }

    @Test
    void endsWhenTheProcessThatStartedItIsGone() throws Exception {
        Process parent = new ProcessBuilder("sleep", "600").start();
        KernelProcess kernel = launch(Map.of("JPY_PARENT_PID", String.valueOf(parent.pid())));
        try (TestNotebook notebook = kernel.notebook()) {
            notebook.cell("1 + 1").shows("2");
            assertThat(kernel.process().isAlive()).isTrue();
            parent.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
            assertThat(kernel.endsWithin(20)).as("ended").isTrue();
        }
    }

    private KernelProcess launch() throws Exception {
        return launch(Map.of());
    }

    private KernelProcess launch(Map<String, String> environment) throws Exception {
        List<Path> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return KernelProcess.start(LaunchCommand.kernelspecArgv(KernelProcess.java(), classPath), folder, environment);
    }
}
