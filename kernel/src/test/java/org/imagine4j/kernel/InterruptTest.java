package org.imagine4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class InterruptTest {
    private TestNotebook notebook;

    @BeforeAll
    void open() throws Exception {
        notebook = TestNotebook.open();
        notebook.cell("int kept = 7;");
    }

    @AfterAll
    void close() {
        notebook.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thread.sleep(1_000_000);",
                "while (true) {}",
                "long n = 0; for (;;) n++;",
                "do { kept = 7; } while (kept == 7);",
                "while (true) { try { Thread.sleep(10_000); } catch (InterruptedException e) {} }",
                "while (true) { try { Integer.parseInt(\"x\"); } catch (Exception e) {} }",
                "new CountDownLatch(1).await();",
                "synchronized (this_) { this_.wait(); }",
                "Stream.generate(() -> 1).forEach(i -> {});",
                "new Object() { void run() { while (true) { switch (kept) { case 7: continue; default: } } } }.run();",
                "Runnable r = () -> { label: while (true) { for (int i = 0; ; i++) continue label; } }; r.run();"
            })
    void stopsAndKeepsTheVariables(String endless) {
        notebook.cell("Object this_ = new Object();");
        String id = notebook.start("System.out.println(\"running\");\n" + endless);
        notebook.awaitOutput(id);
        notebook.interrupt();
        notebook.finish(id).fails("Interrupted", "The cell was interrupted");
        notebook.cell("kept").shows("7");
    }

    @Test
    void recursionWithoutEndInSightStops() {
        notebook.cell("long fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }");
        String id = notebook.start("System.out.println(\"running\"); fib(100)");
        notebook.awaitOutput(id);
        notebook.interrupt();
        notebook.finish(id).fails("Interrupted", "The cell was interrupted");
        notebook.cell("fib(20)").shows("6765");
    }

    @Test
    void aWaitForInputStops() {
        String id = notebook.start("System.in.read()");
        notebook.client().fromStdin();
        notebook.interrupt();
        notebook.finish(id).fails("Interrupted", "The cell was interrupted");
    }

    @Test
    void anInterruptBetweenCellsChangesNothing() {
        notebook.interrupt();
        notebook.cell("Thread.sleep(1); kept").shows("7");
    }

    @Test
    void theThreadIsGone() {
        String id = notebook.start("""
                Thread side = new Thread(() -> { while (true) {} });
                side.start();
                System.out.println("running");
                while (true) {}""");
        notebook.awaitOutput(id);
        notebook.interrupt();
        notebook.finish(id).fails("Interrupted", "The cell was interrupted");
        notebook.cell("side.join(10_000); side.isAlive()").shows("false");
    }

    @Test
    void cellsQueuedBehindAFailureAreAborted() {
        String failing = notebook.start("Thread.sleep(200); throw new RuntimeException(\"stop\");");
        String queued = notebook.start("kept = 8;");
        assertThat(notebook.finish(failing).status()).isEqualTo("error");
        assertThat(notebook.finish(queued).status()).isEqualTo("aborted");
        notebook.cell("kept").shows("7");

        JsonObject goOn = new JsonObject();
        goOn.addProperty("stop_on_error", false);
        goOn.addProperty("code", "Thread.sleep(200); throw new RuntimeException(\"go on\");");
        failing = notebook.client().shell("execute_request", goOn);
        queued = notebook.start("kept + 1");
        assertThat(notebook.finish(failing).status()).isEqualTo("error");
        notebook.finish(queued).shows("8");
    }

    @Test
    void kernelInfoIsAnsweredOnControlWhileACellRuns() {
        String id = notebook.start("System.out.println(\"running\"); Thread.sleep(1_000_000);");
        notebook.awaitOutput(id);
        notebook.client().control("kernel_info_request", new JsonObject());
        assertThat(notebook.client().fromControl().type()).isEqualTo("kernel_info_reply");
        notebook.interrupt();
        notebook.finish(id).fails("Interrupted", "The cell was interrupted");
    }
}
