package org.imagine4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hundreds of cells of all sorts: threads and memory stay where they were. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class SoakTest {
    private static final int ROUNDS = 60;
    private static final String[] CELLS = {
        "1 + 1",
        "int x%d = %<d;",
        "System.out.println(\"line \" + %d);",
        "display(html(\"<b>%d</b>\"));",
        "int f(int i) { return i + %d; }\nf(1)",
        "new Thread(() -> System.out.print(%d)).start();",
        "throw new IllegalStateException(\"%d\");",
        "not java %d",
        "%%%%html\n<i>%d</i>",
        "%%who",
        "IntStream.range(0, 1000).boxed().toList().get(%d)"
    };

    @Test
    void threadsAndMemoryAreFlat() throws Exception {
        try (TestNotebook notebook = TestNotebook.open()) {
            run(notebook, 0);
            run(notebook, 1);
            int threads = settled();
            long memory = usedMemory();
            for (int round = 2; round < ROUNDS; round++) {
                run(notebook, round);
            }
            notebook.cell("x1 + x%d".formatted(ROUNDS - 1)).shows(String.valueOf(ROUNDS));
            assertThat(settled()).as("threads").isLessThanOrEqualTo(threads + 1);
            long growth = usedMemory() - memory;
            assertThat(growth / 1_000_000)
                    .as("megabytes in " + ROUNDS * CELLS.length + " cells")
                    .isLessThan(60);
        }
    }

    private static void run(TestNotebook notebook, int round) {
        for (String cell : CELLS) {
            String status = notebook.cell(cell.formatted(round)).status();
            assertThat(status).isEqualTo(cell.startsWith("throw") || cell.startsWith("not") ? "error" : "ok");
        }
    }

    private static int settled() throws InterruptedException {
        Thread.sleep(6_000); // the history's writer ends five seconds after its last line
        return Thread.activeCount();
    }

    private static long usedMemory() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        var memory = ManagementFactory.getMemoryMXBean();
        return memory.getHeapMemoryUsage().getUsed()
                + memory.getNonHeapMemoryUsage().getUsed();
    }
}
