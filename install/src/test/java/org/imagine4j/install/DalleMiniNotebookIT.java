package org.imagine4j.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.imagine4j.models.hub.LocalHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notebook about DALL·E Mini, word for word, with a hub on this machine that has emoji-mini under its name. */
class DalleMiniNotebookIT {

    @TempDir
    private Path folder;

    /** The home is that of the other tests, whose private Jupyter it has; the stand-in must not stay there. */
    @BeforeEach
    @AfterEach
    void removeStandIn() throws Exception {
        Program.inProject().run("models", "remove", "dalle-mini");
    }

    @Test
    void itPullsAndDraws() throws Exception {
        Path standIn = Program.ROOT.resolve("models").resolve("emoji-mini");
        try (LocalHub hub = new LocalHub()
                .with("dalle-mini/dalle-mini", standIn.resolve("dalle"))
                .with("dalle-mini/vqgan_imagenet_f16_16384", standIn.resolve("vqgan"))) {
            Program.Result result = Program.inProject()
                    .with("HF_ENDPOINT", hub.endpoint().toString())
                    .with("HF_HOME", folder.resolve("huggingface").toString())
                    .with("no_proxy", "localhost,127.0.0.1")
                    .run(
                            "run",
                            Program.ROOT
                                    .resolve("notebooks/02-dalle-mini.ipynb")
                                    .toString(),
                            "--output",
                            folder.resolve("executed").toString());
            assertThat(result.exitCode()).as(result.all()).isZero();
        }

        ExecutedNotebook executed = ExecutedNotebook.read(folder.resolve("executed/02-dalle-mini.ipynb"));
        assertThat(executed.shown("card", "text/html")).contains("stereotypes", "Apache-2.0", "to download");
        assertThat(executed.outputs("pull"))
                .as("one display, replaced in place")
                .hasSize(1);
        assertThat(executed.shown("pull", "text/html")).contains("dalle-mini@", "is ready");
        assertThat(executed.pictures("first")).hasSize(4);
        assertThat(executed.pictures("styles")).hasSize(6);
        assertThat(executed.shown("recipe", "text/plain")).contains("a lighthouse in a storm", "dalle-mini");
        assertThat(executed.shown("verify", "text/html")).contains("dalle-mini is as it was");
    }
}
