package org.imagine4j.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code imagine run} with notebooks that give trouble. */
class RunIT {
    private static final String FAILING = """
            {"cells": [
              {"cell_type": "code", "id": "good", "metadata": {}, "outputs": [], "execution_count": null,
               "source": "int answer = 42;\\nanswer"},
              {"cell_type": "code", "id": "bad", "metadata": {}, "outputs": [], "execution_count": null,
               "source": "throw new IllegalStateException(\\"the lamp is out\\");"},
              {"cell_type": "code", "id": "after", "metadata": {}, "outputs": [], "execution_count": null,
               "source": "answer"}],
             "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
            """;

    @TempDir
    private Path folder;

    @Test
    void aCellThatFailsIsReportedAndWhatWasExecutedIsKept() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("failing.ipynb"), FAILING);

        Program.Result result = Program.inProject().startedIn(folder).run("run", "failing.ipynb");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("Cell 2 failed")
                .contains("the lamp is out")
                .contains("1 cell executed before");
        assertThat(result.all()).doesNotContain("Traceback").doesNotContain("\tat ");
        ExecutedNotebook executed =
                ExecutedNotebook.read(folder.resolve("executed").resolve("failing.ipynb"));
        assertThat(executed.shown("good", "text/plain")).isEqualTo("42");
        assertThat(executed.outputs("bad"))
                .anySatisfy(output ->
                        assertThat(output.get("output_type").getAsString()).isEqualTo("error"));
        assertThat(executed.outputs("after")).isEmpty();
        assertThat(folder.resolve("executed").resolve("failing.html")).content().contains("the lamp is out");
    }

    @Test
    void aNotebookIsNeverWrittenOver() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("mine.ipynb"), FAILING);

        Program.Result result = Program.inProject().startedIn(folder).run("run", "mine.ipynb", "--output", ".");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("would overwrite the notebook itself").contains("--output");
        assertThat(folder.resolve("mine.ipynb")).hasContent(FAILING);
    }

    @Test
    void whatIsNoNotebookIsReportedInTwoLines() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("poem.ipynb"), "Tyger Tyger, burning bright");

        Program.Result result = Program.inProject().startedIn(folder).run("run", "poem.ipynb");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.all()).contains("poem.ipynb is no notebook").doesNotContain("Traceback");
        assertThat(folder.resolve("executed").resolve("poem.ipynb")).doesNotExist();
    }

    @Test
    void aNotebookThatIsNotThereIsReported() throws IOException, InterruptedException {
        Program.Result result = Program.inProject().startedIn(folder).run("run", "nowhere.ipynb");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err().lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("There is no notebook nowhere.ipynb"));
    }
}
