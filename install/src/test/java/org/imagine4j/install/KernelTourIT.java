package org.imagine4j.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The tour of the kernel, word for word, in a real Jupyter. */
@TestInstance(Lifecycle.PER_CLASS)
class KernelTourIT {
    private static final Path OUTPUT = Program.SCRATCH.resolve("kernel-tour");

    private ExecutedNotebook executed;

    @BeforeAll
    void execute(@TempDir Path folder) throws IOException, InterruptedException {
        // A copy, because the tour writes a file beside itself.
        Path notebook =
                Files.copy(Program.ROOT.resolve("notebooks/kernel-tour.ipynb"), folder.resolve("kernel-tour.ipynb"));
        Program.Result result = Program.inProject()
                .with("IMAGINE_HISTORY", folder.resolve("history.jsonl").toString())
                .startedIn(folder.toRealPath())
                .run("run", notebook.toString(), "--output", OUTPUT.toString());
        assertThat(result.exitCode()).as(result.all()).isZero();
        executed = ExecutedNotebook.read(OUTPUT.resolve("kernel-tour.ipynb"));
    }

    @Test
    void valuesShowThemselves() {
        assertThat(executed.shown("value", "text/plain")).isEqualTo("42");
        assertThat(executed.shown("records", "text/html")).contains("<table>", ">people</th>", ">Bern</td>");
        assertThat(executed.shown("records", "text/plain")).contains("Zug");
        assertThat(executed.shown("map", "text/html")).contains(">Chur</td>");
        assertThat(executed.shown("picture", "image/png")).startsWith("iVBOR");
        assertThat(executed.shown("look", "text/html")).isEqualTo("<b>Bern</b>, 134591 people");
    }

    @Test
    void markupAndDisplays() {
        assertThat(executed.shown("markup", "text/markdown")).contains("$e^{i\\pi} = -1$");
        assertThat(executed.shown("markup", "image/svg+xml")).contains("<svg");
        assertThat(executed.shown("markup", "text/html")).contains("<button disabled>");
        assertThat(executed.outputs("progress")).hasSize(1);
        assertThat(executed.shown("progress", "text/plain")).isEqualTo("100 %");
    }

    @Test
    void magics() {
        assertThat(executed.shown("lsmagic", "text/plain")).contains("%maven", "%imagine");
        assertThat(executed.shown("help", "text/plain")).startsWith("%timeit [OPTIONS] CODE");
        assertThat(executed.shown("time", "text/plain")).isEqualTo("285714");
        assertThat(printed("time")).startsWith("Wall time: ");
        assertThat(executed.shown("timeit", "text/plain")).contains(" per loop (median ");
        assertThat(executed.shown("whos", "text/plain")).contains("cities", "List<City>");
        assertThat(executed.shown("load", "text/plain")).startsWith("12.566");
        assertThat(executed.shown("system", "text/plain")).isEqualTo("good morning, NOTEBOOK");
        assertThat(printed("maven")).contains("Added commons-csv 1.14.1");
        assertThat(executed.shown("csv", "text/plain")).contains("Ada", "41");
        assertThat(executed.shown("question", "text/plain"))
                .startsWith("double slope(double rise, double run)\n\nHow steep a path is.")
                .contains("@param run in metres");
        assertThat(executed.shown("question", "text/html")).contains("<dt>Parameter <code>rise</code></dt>");
        assertThat(printed("history")).startsWith("1: int six = 6;");
    }

    @Test
    void theRestOfTheTour() {
        assertThat(executed.shown("mistakes", "text/plain")).isEqualTo("2");
        assertThat(printed("threads")).isEqualTo("from a thread\n");
        assertThat(printed("output")).isEqualTo("A cell may print 5,000,000 characters.\n");
    }

    @Test
    void nothingFailedAndNothingWasAdvised() {
        assertThat(executed.codeCells()).noneMatch(cell -> cell.toString().contains("\"output_type\":\"error\""));
        assertThat(executed.codeCells()).noneMatch(cell -> cell.toString().contains("\"name\":\"stderr\""));
    }

    private String printed(String cellId) {
        StringBuilder text = new StringBuilder();
        for (JsonObject output : executed.outputs(cellId)) {
            if (output.get("output_type").getAsString().equals("stream")) {
                if (output.get("text").isJsonArray()) {
                    output.get("text").getAsJsonArray().forEach(line -> text.append(line.getAsString()));
                } else {
                    text.append(output.get("text").getAsString());
                }
            }
        }
        return text.toString();
    }
}
