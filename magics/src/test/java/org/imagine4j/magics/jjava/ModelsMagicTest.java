package org.imagine4j.magics.jjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.imagine4j.inference.Generation;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.UsageException;
import org.imagine4j.magics.magic.ModelsMagic;
import org.imagine4j.models.hub.LocalHub;
import org.imagine4j.models.store.ModelException;
import org.imagine4j.models.store.ModelStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code %models} in a kernel on JJava's base classes, with a hub on this machine and a small model. */
class ModelsMagicTest {

    private static final Path GOLDEN = Path.of("../models/src/test/resources/golden/mini-flax");

    @TempDir
    private Path folder;

    private final NotebookKernel kernel = new NotebookKernel();
    private LocalHub hub;
    private Studio studio;

    @BeforeEach
    void start() throws IOException {
        hub = new LocalHub()
                .with("dalle-mini/dalle-mini", GOLDEN.resolve("dalle"))
                .with("dalle-mini/vqgan_imagenet_f16_16384", GOLDEN.resolve("vqgan"));
        studio = new Studio(() -> new ModelStore(folder.resolve("home"), () -> hub.settings(folder.resolve("cache"))));
        new ImagineExtension(studio).install(kernel);
    }

    @AfterEach
    void stop() {
        studio.close();
        hub.close();
    }

    @Test
    void aPulledModelDrawsAtOnce() throws Exception {
        assertThatThrownBy(() -> kernel.line("imagine", "--model", "dalle-mini", "a", "cat"))
                .hasMessageContaining("%models pull dalle-mini")
                .hasMessageContaining("2.09 GB");

        kernel.line("models", "pull", "dalle-mini");

        List<DisplayData> display = kernel.displays().get(0);
        assertThat(kernel.displays()).hasSize(1);
        assertThat(html(display.get(0))).contains("progressbar", "pulling dalle-mini");
        assertThat(display.stream().map(ModelsMagicTest::html))
                .anyMatch(html -> html.contains("downloading dalle-mini"))
                .anyMatch(html -> html.contains("importing dalle-mini"));
        assertThat(last(display)).contains("dalle-mini@", "is ready").doesNotContain("progressbar");
        Generation generation =
                (Generation) kernel.line("imagine", "--model", "dalle-mini", "-n", "1", "--seed", "1", "a", "cat");
        assertThat(generation.finished()).isTrue();
    }

    @Test
    void theStopButtonStopsAndSaysHowToGoOn() throws Exception {
        Thread here = Thread.currentThread();
        hub.storagePlays((exchange, file) -> {
            here.interrupt();
            return false;
        });

        kernel.line("models", "pull", "dalle-mini");

        assertThat(Thread.interrupted()).as("the stop is used up").isFalse();
        assertThat(last(kernel.displays().get(0))).contains("Stopped", "%models pull dalle-mini continues");
    }

    @Test
    void importedModelsAreCheckedAndRemoved() throws Exception {
        kernel.line("models", "import", GOLDEN.toString(), "--name", "mine");
        kernel.line("models", "info", "mine");
        kernel.line("models", "verify", "mine");
        kernel.line("imagine", "--model", "mine", "-n", "1", "a", "cat");
        kernel.line("models", "remove", "mine");

        assertThat(last(kernel.displays().get(0))).contains("mine@", "is ready");
        assertThat(last(kernel.displays().get(1))).contains("mine", "installed", "on disk");
        assertThat(last(kernel.displays().get(2))).contains("mine is as it was");
        assertThat(last(kernel.displays().get(4))).contains("mine is removed");
        assertThat(Files.exists(folder.resolve("home/models/mine"))).isFalse();
        assertThatThrownBy(() -> kernel.line("imagine", "--model", "mine", "a", "cat"))
                .isInstanceOf(ModelException.class);
    }

    @Test
    void whatCanBeTypedFollowsTheModels() throws Exception {
        assertThat(candidates())
                .contains("list", "info dalle-mini", "pull dalle-mini", "verify emoji-mini", "import FOLDER")
                .contains("remove")
                .doesNotContain("pull emoji-mini", "remove dalle-mini");

        kernel.line("models", "pull", "dalle-mini");

        assertThat(candidates())
                .contains("remove dalle-mini", "verify dalle-mini")
                .doesNotContain("pull dalle-mini");
    }

    /** What a kernel that reads picocli's annotations learns of {@code %models}. */
    private List<String> candidates() {
        CommandSpec declared = new CommandLine(new JJavaLineMagic(new ModelsMagic(studio))).getCommandSpec();
        List<String> candidates = new ArrayList<>();
        declared.positionalParameters().get(0).completionCandidates().forEach(candidates::add);
        return candidates;
    }

    @Test
    void mistakesAnswerInTwoLines() {
        assertThatThrownBy(() -> kernel.line("models", "fetch", "dalle-mini"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("list, info, pull, import, verify, remove");
        assertThatThrownBy(() -> kernel.line("models", "pull"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("%models pull MODEL");
        assertThatThrownBy(() -> kernel.line("models", "import", "somewhere"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--name");
        assertThatThrownBy(() -> kernel.line("models", "info", "dale-mini"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("Did you mean dalle-mini?");
        assertThat(kernel.displays()).isEmpty();

        hub.hubPlays(LocalHub.answers("config.json", 403));
        assertThatThrownBy(() -> kernel.line("models", "pull", "dalle-mini"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("403");
        assertThat(last(kernel.displays().get(0))).contains("ended by an error");
    }

    private static String last(List<DisplayData> display) {
        return html(display.get(display.size() - 1));
    }

    private static String html(DisplayData data) {
        return String.valueOf(data.getData(MIMEType.TEXT_HTML));
    }
}
