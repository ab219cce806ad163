package org.imagine4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session in {@code jupyter console}, Jupyter's own client for terminals, typed into its simple prompt. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class JupyterConsoleIT {

    @Test
    void valuesTablesInputErrorsAndMagicsAreText() throws Exception {
        String session = """
                int six = 6;
                six * 7
                record City(String name, int people) {}
                List.of(new City("Bern", 134591))
                String who = input("Who? ");
                Ada
                "hello " + who
                six / 0
                %who
                six?
                """;

        String screen = JupyterEnvironment.prepared()
                .run("jupyter-console", List.of("--kernel", "imagine-java", "--simple-prompt"), session)
                .replaceAll("\u001b\\[[0-9;]*m", "");

        assertThat(screen)
                .contains("%lsmagic lists the magics.")
                .contains("Out[2]: 42")
                .containsPattern("name  people\\R────  ──────\\RBern  134591")
                .contains("Who? ")
                .contains("Out[6]: hello Ada")
                .contains("ArithmeticException: / by zero", "──▶   1 │ six / 0")
                .containsPattern("six +who")
                .contains("int six");
    }
}
