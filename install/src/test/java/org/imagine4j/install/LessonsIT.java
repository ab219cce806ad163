package org.imagine4j.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code imagine run} executes the lessons in a real Jupyter, and they show what their text says. */
class LessonsIT {

    private static final Path OUTPUT = Program.SCRATCH.resolve("lessons");

    /** A lesson that is opened ten times a day must not fill a disk. */
    private static final long LARGEST = 8 << 20;

    @Test
    void sampling() throws IOException, InterruptedException {
        ExecutedNotebook lesson = execute("03-sampling.ipynb");

        assertThat(lesson.pictures("temperature")).hasSize(5);
        assertThat(lesson.pictures("top-k")).hasSize(12);
        assertThat(lesson.pictures("rank")).hasSize(4);
        assertThat(lesson.pictures("best")).hasSize(3);
        assertThat(lesson.shown("extend", "text/html"))
                .as("what was drawn before")
                .contains("4 of them drawn before");
        assertThat(lesson.shown("table", "text/html")).contains("log-likelihood");
        assertThat(lesson.shown("chart-show", "image/png")).isNotBlank();
        assertThat(lesson.pictures("outpaint")).allSatisfy(picture -> {
            assertThat(picture.getWidth()).isEqualTo(320);
            assertThat(picture.getHeight()).isEqualTo(128);
        });
    }

    @Test
    void selfPortrait() throws IOException, InterruptedException {
        ExecutedNotebook lesson = execute("04-self-portrait.ipynb");

        assertThat(lesson.pictures("metaphors")).hasSize(12);
        assertThat(lesson.shown("gallery", "text/html")).contains("robot");
        assertThat(lesson.shown("save", "text/plain")).isEqualTo("true");
    }

    @Test
    void tokensAndAttention() throws IOException, InterruptedException {
        ExecutedNotebook lesson = execute("05-tokens-and-attention.ipynb");

        assertThat(lesson.shown("read", "text/html")).contains("wearing", "lower case");
        assertThat(lesson.shown("tokens", "text/html")).contains("log-likelihood", "977");
        assertThat(lesson.shown("attention", "text/html")).contains("crown");
        assertThat(lesson.shown("swap", "text/html")).contains("of 256 tokens differ");
        assertThat(lesson.shown("captions", "text/plain")
                        .strip()
                        .lines()
                        .toList()
                        .toString())
                .as("the picture's own prompt fits best")
                .containsSubsequence("a cat wearing a crown", "a dog wearing a crown");
        assertThat(lesson.shown("java", "text/plain")).contains("256 positions, 7 text tokens");
    }

    @Test
    void underTheHood() throws IOException, InterruptedException {
        ExecutedNotebook lesson = execute("06-under-the-hood.ipynb");

        assertThat(lesson.shown("equal", "text/plain")).isEqualTo("true");
        assertThat(lesson.outputs("paint")).hasSize(1);
    }

    private static ExecutedNotebook execute(String name) throws IOException, InterruptedException {
        Path notebook = Program.ROOT.resolve("notebooks").resolve(name);
        Program.Result result = Program.inProject().run("run", notebook.toString(), "--output", OUTPUT.toString());
        assertThat(result.exitCode()).as(result.all()).isZero();
        Path executed = OUTPUT.resolve(name);
        assertThat(Files.size(executed)).isLessThan(LARGEST);
        ExecutedNotebook lesson = ExecutedNotebook.read(executed);
        List<JsonObject> cells = lesson.codeCells();
        assertThat(cells)
                .extracting(cell -> cell.get("execution_count").getAsInt())
                .isEqualTo(IntStream.rangeClosed(1, cells.size()).boxed().toList());
        assertThat(cells).noneMatch(cell -> cell.toString().contains("\"name\":\"stderr\""));
        return lesson;
    }
}
