package org.imagine4j.magics.all;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * What the extension promises in every kernel. The cells run in one session with the kernel; each test looks at what became of
 * some of them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class MagicsContract {

    private Map<String, CellRun> notebook;

    /** The kernel to try. */
    abstract KernelUnderTest kernel() throws IOException, InterruptedException;

    /** The cells that bring the extension to it, if it takes any. */
    List<String> setUp() throws IOException {
        return List.of();
    }

    /** Whether the kernel knows the type of a magic's value, so that {@code var g = %imagine} is a {@code Generation}. */
    boolean knowsTypesOfMagics() {
        return false;
    }

    /** Whether a cell that is stopped goes on with what its magic returns; else it ends with an error. */
    boolean goesOnWhenStopped() {
        return false;
    }

    @BeforeAll
    void runTheNotebook() throws IOException, InterruptedException {
        List<Cell> cells = new ArrayList<>();
        setUp().forEach(code -> cells.add(new Cell("set up " + cells.size(), code)));
        cells.add(new Cell("line", "%imagine -n 4 --seed 7 a cat"));
        cells.add(new Cell(
                "value",
                (knowsTypesOfMagics() ? "var" : "Generation") + " g = %imagine -n 1 --seed 7 \"a  dog\"\n"
                        + "g.artworks().size() + g.artwork(0).recipe().prompt()"));
        cells.add(new Cell("var", "var v = %imagine -n 1 --seed 7 a dog\nv instanceof Generation"));
        cells.add(new Cell("cell", "%%imagine -n 1 --seed 3\na cat\na red heart"));
        cells.add(new Cell("choices", "String place = \"on a tree\";\n%imagine -n 1 a {cat|dog} {place}"));
        cells.add(new Cell("sweep", "%sweep -n 1 --seed 7 --temperature 0.5,1 a cat"));
        cells.add(new Cell("table", "SweepResult s = %sweep -n 1 --seed 7 --temperature 0.5,1 a cat"));
        cells.add(new Cell("table shown", "s.table()"));
        cells.add(new Cell("tokens", "%tokens a crème brûlée \uD83D\uDE80"));
        cells.add(new Cell("tokens kept", "Tokens t = %tokens a cat"));
        cells.add(new Cell("tokens first", "%tokens a cat\nint after = 1;"));
        cells.add(new Cell("tokens of a picture", "%tokens g[0]"));
        cells.add(new Cell("attention", "%attention g[0]"));
        cells.add(new Cell("models", "%models"));
        cells.add(new Cell("help", "%imagine --help"));
        cells.add(new Cell("mistake", "%imagine --sede 7 a cat"));
        cells.add(new Cell("generation", "g"));
        cells.add(new Cell("artwork", "g.artwork(0)"));
        cells.add(new Cell("run", "Imagine.prompt(\"a cat\").images(1).seed(7).run()"));
        cells.add(new Cell("show", "Imagine.prompt(\"a cat\").images(1).seed(7).show()"));
        cells.add(new Cell("install again", "Imagine.install()"));
        cells.add(new Cell("stopped", "%imagine -n 36 --seed 7 a cat", 3));
        cells.add(new Cell("kept", "%tokens last[0]"));
        cells.add(new Cell("afterwards", "%imagine -n 1 --seed 7 a cat"));
        notebook = JupyterSession.run(kernel(), cells);
    }

    private CellRun cell(String name) {
        assertThat(notebook).containsKey(name);
        return notebook.get(name);
    }

    @Test
    void theExtensionComesWithoutAWord() {
        assertThat(notebook.keySet().stream().filter(name -> name.startsWith("set up")))
                .allSatisfy(name -> {
                    assertThat(cell(name).status()).as(cell(name).toString()).isEqualTo("ok");
                    assertThat(cell(name).outputs()).isEmpty();
                });
    }

    @Test
    void picturesStandInOneDisplayAndOnce() {
        Output grid = cell("line").shownOnce();
        assertThat(grid.kind()).isEqualTo("display_data");
        assertThat(grid.html()).contains("4 pictures in", "seed 7").doesNotContain("progressbar");
        assertThat(grid.text()).startsWith("a cat\n");
        assertThat(grid.data()).containsKey("image/png");
    }

    @Test
    void theDisplayWasUpdatedInPlace() {
        assertThat(cell("line").updates()).isGreaterThan(2);
        assertThat(cell("sweep").updates()).isGreaterThan(2);
    }

    @Test
    void aMagicHasAValue() {
        assertThat(cell("value").outputs()).extracting(Output::kind).containsExactly("display_data", "execute_result");
        assertThat(cell("value").outputs().get(1).text()).contains("1a  dog");
        assertThat(cell("var").outputs().get(1).text()).isEqualTo("true");
    }

    @Test
    void aCellHoldsAPromptALine() {
        assertThat(cell("cell").shownOnce().html()).contains("a red heart", "2 pictures in");
    }

    @Test
    void promptsNameVariables() {
        assertThat(cell("choices").shownOnce().html()).contains("a cat on a tree", "a dog on a tree");
    }

    @Test
    void sweepsStandThereOnceAndHaveTables() {
        assertThat(cell("sweep").shownOnce().text()).contains("temperature 0.5", "temperature 1");
        assertThat(cell("table").shownOnce().text()).contains("temperature 0.5");
        assertThat(cell("table shown").shownOnce().html()).contains("<table", "temperature");
    }

    @Test
    void whatAModelReadsStandsThereOnceWhereverTheMagicIs() {
        assertThat(cell("tokens").shownOnce().text()).contains("creme brulee", "rocket");
        assertThat(cell("tokens kept").shownOnce().text()).contains("␣cat");
        assertThat(cell("tokens first").shownOnce().text()).contains("␣cat");
    }

    @Test
    void magicsReadTheNotebooksVariables() {
        assertThat(cell("tokens of a picture").shownOnce().html()).contains("a  dog");
        assertThat(cell("attention").shownOnce().text()).contains("dog");
    }

    @Test
    void modelsAndHelpAreShown() {
        assertThat(cell("models").shownOnce().html()).contains("emoji-mini", "dalle-mini");
        assertThat(cell("help").shownOnce().text()).contains("%imagine [OPTIONS] PROMPT", "--temperature");
    }

    @Test
    void aMistakeAnswersInTwoLinesWithoutOurTrace() {
        assertThat(cell("mistake").status()).isEqualTo("error");
        assertThat(cell("mistake").outputs()).extracting(Output::kind).containsExactly("error");
        assertThat(cell("mistake").outputs().get(0).text())
                .containsPattern("%imagine has no option --sede\\.\n(\\| +)?Did you mean .*--seed\\?")
                .doesNotContain("at org.imagine4j");
    }

    @Test
    void valuesRenderThemselves() {
        for (String name : List.of("generation", "artwork", "run")) {
            Output value = cell(name).shownOnce();
            assertThat(value.kind()).isEqualTo("execute_result");
            assertThat(value.html()).contains("<img");
            assertThat(value.data()).containsKey("image/png");
        }
        assertThat(cell("show").shownOnce().html()).contains("1 picture in");
    }

    @Test
    void installingAgainChangesNothing() {
        assertThat(cell("install again").status()).isEqualTo("ok");
        assertThat(cell("install again").outputs()).isEmpty();
    }

    /** The fastest that this machine can tell: a row of 36 pictures, and the way of the messages. */
    @Test
    void theStopButtonKeepsWhatThereIsAndTheSessionLives() {
        CellRun stopped = cell("stopped");
        assertThat(stopped.status()).isEqualTo(goesOnWhenStopped() ? "ok" : "error");
        assertThat(stopped.outputs().get(0).html())
                .contains("Stopped after", "partly painted")
                .doesNotContain("progressbar");
        assertThat(stopped.outputs()).hasSize(goesOnWhenStopped() ? 1 : 2);
        assertThat(cell("kept").shownOnce().html()).contains("a cat");
        assertThat(cell("afterwards").shownOnce().html()).contains("1 picture in");
    }
}
