package org.imagine4j.models.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imagine4j.models.Precision;
import org.imagine4j.models.Progress;
import org.imagine4j.models.Progress.Stage;
import org.imagine4j.models.ProgressListener;
import org.imagine4j.models.hub.HubSettings;
import org.imagine4j.models.hub.LocalHub;
import org.imagine4j.models.store.ModelInfo.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A model's way from a hub or a folder onto this machine and off it again, with small models in the published layout. */
class PullTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/mini-flax");
    private static final String DALLE = "dalle-mini/dalle-mini";
    private static final String VQGAN = "dalle-mini/vqgan_imagenet_f16_16384";

    @TempDir
    Path folder;

    private final List<Progress> progress = new ArrayList<>();
    private Path home;
    private LocalHub hub;
    private ModelStore store;

    @BeforeEach
    void start() throws IOException {
        home = folder.resolve("home");
        hub = new LocalHub().with(DALLE, GOLDEN.resolve("dalle")).with(VQGAN, GOLDEN.resolve("vqgan"));
        store = storeWith(hub.settings(folder.resolve("cache")));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void whatWasPulledCanBeOpenedAndIsListed() throws Exception {
        store.pull("dalle-mini", progress::add);

        ImportedModel model = store.open("dalle-mini");
        assertThat(model.weights()).isRegularFile();
        assertThat(model.card().gridRows()).as("the checkpoint's own size").isEqualTo(4);
        assertThat(model.sampling().guidance()).isEqualTo(10);
        assertThat(store.cards()).extracting(card -> card.name()).containsExactly("emoji-mini", "dalle-mini");
        ModelInfo info = store.info("dalle-mini");
        assertThat(info.state()).isEqualTo(State.INSTALLED);
        assertThat(info.diskBytes()).isGreaterThan(Files.size(model.weights()));
        assertThat(info.downloadBytes()).isZero();
        assertThat(store.verify("dalle-mini", ProgressListener.SILENT)).isEmpty();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void progressGoesThroughAllStagesToTheirEnds() throws Exception {
        store.pull("dalle-mini", progress::add);

        assertThat(progress).extracting(Progress::stage).contains(Stage.DOWNLOADING, Stage.CHECKING, Stage.IMPORTING);
        for (Stage stage : List.of(Stage.DOWNLOADING, Stage.CHECKING)) {
            List<Progress> ofStage =
                    progress.stream().filter(p -> p.stage() == stage).toList();
            assertThat(ofStage.get(ofStage.size() - 1).share()).isEqualTo(1);
        }
    }

    @Test
    void onceHereItNeedsNoHub() throws Exception {
        StoredModel model = store.pull("dalle-mini", ProgressListener.SILENT);
        hub.close();

        assertThat(store.pull("dalle-mini", ProgressListener.SILENT)).isEqualTo(model);
        assertThat(store.open("dalle-mini")).isEqualTo(model);
    }

    @Test
    void aCacheOfOtherToolsIsUsedWithoutTheHub() throws Exception {
        Path cache = folder.resolve("cache");
        cached(cache, DALLE, GOLDEN.resolve("dalle"));
        cached(cache, VQGAN, GOLDEN.resolve("vqgan"));
        HubSettings settings = hub.settings(cache);
        hub.close();

        StoredModel model = storeWith(
                        new HubSettings(settings.endpoint(), settings.token(), cache, true, settings.retries()))
                .pull("dalle-mini", ProgressListener.SILENT);

        assertThat(model.weights()).isRegularFile();
        assertThat(cache.resolve("models--dalle-mini--dalle-mini/snapshots/abc/flax_model.msgpack"))
                .as("the cache is only read")
                .isRegularFile();
    }

    @Test
    void offlineWithoutACacheIsExplained() {
        HubSettings settings = hub.settings(folder.resolve("cache"));
        ModelStore offline = storeWith(
                new HubSettings(settings.endpoint(), settings.token(), settings.cache(), true, settings.retries()));

        assertThatThrownBy(() -> offline.pull("dalle-mini", ProgressListener.SILENT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("HF_HUB_OFFLINE");
    }

    @Test
    void aHubWithoutTheModelIsExplained() {
        hub.hubPlays(LocalHub.answers("flax_model.msgpack", 404));

        assertThatThrownBy(() -> store.pull("dalle-mini", ProgressListener.SILENT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("404")
                .hasMessageContaining("HF_ENDPOINT");
        assertNothingLooksLikeAModel();
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"DOWNLOADING", "CHECKING", "IMPORTING"})
    void aStopAtAnyStageLeavesNoModelAndTheNextPullContinues(Stage stage) throws Exception {
        Thread here = Thread.currentThread();
        assertThatThrownBy(() -> store.pull("dalle-mini", now -> {
                    if (now.stage() == stage && now.done() > 300_000) {
                        here.interrupt();
                    }
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).as("the interrupt is used up").isFalse();
        assertNothingLooksLikeAModel();
        assertThat(home.resolve("models/.downloads/dalle-mini")).isDirectory();

        int before = hub.requests().size();
        assertThat(store.pull("dalle-mini", ProgressListener.SILENT).weights()).isRegularFile();
        if (stage != Stage.DOWNLOADING) {
            assertThat(hub.requests().subList(before, hub.requests().size()))
                    .as("everything is here already")
                    .extracting(LocalHub.Request::method)
                    .containsOnly("HEAD");
        }
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aDamagedCheckpointLeavesNothingBehind() throws Exception {
        Path copy = copyOf(GOLDEN);
        byte[] weights = Files.readAllBytes(copy.resolve("vqgan/flax_model.msgpack"));
        Files.write(copy.resolve("vqgan/flax_model.msgpack"), java.util.Arrays.copyOf(weights, weights.length / 2));

        assertThatThrownBy(() -> store.importFolder(CheckpointSource.in(copy), "mine", ProgressListener.SILENT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("mine could not be imported")
                .hasMessageContaining("flax_model.msgpack: it is cut off");
        assertNothingLooksLikeAModel();
        assertThat(leftovers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dalle/config.json", "dalle/flax_model.msgpack", "dalle/merges.txt", "vqgan/config.json"})
    void aMissingFileIsNamed(String file) throws Exception {
        Path copy = copyOf(GOLDEN);
        Files.delete(copy.resolve(file));

        assertThatThrownBy(() -> store.importFolder(CheckpointSource.in(copy), "mine", ProgressListener.SILENT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(Path.of(file).getFileName().toString())
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(2));
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aFolderIsImportedUnderAnyNameAndRemoved() throws Exception {
        StoredModel model = store.importFolder(CheckpointSource.in(GOLDEN), "my-model", ProgressListener.SILENT);
        assertThat(store.open("my-model")).isEqualTo(model);
        assertThat(model.id().revision())
                .as("equal weights, equal revisions")
                .isEqualTo(
                        store.pull("dalle-mini", ProgressListener.SILENT).id().revision());
        assertThatThrownBy(() -> store.importFolder(CheckpointSource.in(GOLDEN), "my-model", ProgressListener.SILENT))
                .hasMessageContaining("already");

        assertThat(store.remove("my-model")).isGreaterThan(1_000_000);

        assertThat(store.list()).extracting(info -> info.card().name()).doesNotContain("my-model");
        assertThat(home.resolve("models/my-model")).doesNotExist();
        assertThatThrownBy(() -> store.remove("dalle-mega")).hasMessageContaining("not on this machine");
    }

    @Test
    void aNameStandsForTheSameWeightsInAllPrecisions() throws Exception {
        CheckpointSource golden = CheckpointSource.in(GOLDEN);
        store.importFolder(golden, "mine", ProgressListener.SILENT);
        assertThatThrownBy(() -> store.open("mine", Precision.INT8))
                .isInstanceOf(ModelException.class)
                .hasMessage(
                        "mine is here in fp32, not in int8.\n"
                                + "Import its checkpoint once more: imagine models import FOLDER --name mine --precision int8.");

        store.importFolder(golden, "mine", Optional.of(Precision.INT8), ProgressListener.SILENT);
        assertThat(store.open("mine", Precision.INT8).precision()).isEqualTo(Precision.INT8);
        assertThat(store.open("mine").precision()).as("as suits its size").isEqualTo(Precision.FP32);

        Path other = copyOf(GOLDEN);
        Files.copy(
                GOLDEN.resolveSibling("mini-flax-scan/dalle/flax_model.msgpack"),
                other.resolve("dalle/flax_model.msgpack"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> store.importFolder(
                        CheckpointSource.in(other), "mine", Optional.of(Precision.FP16), ProgressListener.SILENT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("mine already, made of other weights");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aPulledModelInAnotherPrecisionSaysHowToGetIt() throws Exception {
        store.pull("dalle-mini", ProgressListener.SILENT);
        assertThat(store.open("dalle-mini").precision()).as("as suits its size").isEqualTo(Precision.INT8);
        assertThatThrownBy(() -> store.open("dalle-mini", Precision.FP32))
                .isInstanceOf(ModelException.class)
                .hasMessage("dalle-mini is here in int8, not in fp32.\nType imagine models pull dalle-mini --precision"
                        + " fp32 in a terminal or %models pull dalle-mini --precision fp32 in a notebook.");
        store.pull("dalle-mini", Optional.of(Precision.FP32), ProgressListener.SILENT);
        assertThat(store.open("dalle-mini", Precision.FP32).precision()).isEqualTo(Precision.FP32);
    }

    @Test
    void namesThatAreNoneAreRefused() {
        for (String name : List.of("../x", "", "A", "emoji-mini", ".x")) {
            assertThatThrownBy(() -> store.importFolder(CheckpointSource.in(GOLDEN), name, ProgressListener.SILENT))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("cannot be the name");
        }
        assertThatThrownBy(() ->
                        store.importFolder(CheckpointSource.in(folder.resolve("no")), "x", ProgressListener.SILENT))
                .hasMessageContaining("no folder");
        assertThatThrownBy(() -> store.remove("..")).hasMessageContaining("There is no model called ..");
        assertThatThrownBy(() -> store.pull("dale-mini", ProgressListener.SILENT))
                .hasMessageContaining("Did you mean dalle-mini?");
    }

    @Test
    void damageIsFound() throws Exception {
        StoredModel model = store.importFolder(CheckpointSource.in(GOLDEN), "mine", ProgressListener.SILENT);
        byte[] weights = Files.readAllBytes(model.weights());
        weights[weights.length / 2] ^= 1;
        Files.write(model.weights(), weights);
        Files.delete(model.merges());
        Files.writeString(model.vocabulary(), "{}");

        assertThat(store.verify("mine", ProgressListener.SILENT))
                .containsExactlyInAnyOrder(
                        "fp32/weights.bin has been changed",
                        "fp32/merges.txt is missing",
                        "fp32/vocab.json has 2 bytes, not 1282");
    }

    @Test
    void whatAKilledImportLeftIsSweptAway() throws Exception {
        Path dead = Files.createDirectories(home.resolve("models/mine/.import-123/model"));
        Files.writeString(dead.resolve("weights.bin"), "half");

        store.importFolder(CheckpointSource.in(GOLDEN), "mine", ProgressListener.SILENT);

        assertThat(dead).doesNotExist();
    }

    private ModelStore storeWith(HubSettings settings) {
        return new ModelStore(home, () -> settings);
    }

    private void assertNothingLooksLikeAModel() {
        assertThat(new ModelStore(home).cards()).extracting(card -> card.name()).containsExactly("emoji-mini");
    }

    /** Whatever lies in the store and is no model. */
    private List<Path> leftovers() throws IOException {
        if (!Files.exists(home.resolve("models"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(home.resolve("models"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(".import-")
                            || file.getParent().getFileName().toString().equals(".downloads"))
                    .toList();
        }
    }

    private Path copyOf(Path checkpoint) throws IOException {
        for (String part : List.of("dalle", "vqgan")) {
            copy(
                    checkpoint.resolve(part),
                    Files.createDirectories(folder.resolve("copy").resolve(part)));
        }
        return folder.resolve("copy");
    }

    private static void cached(Path cache, String repository, Path files) throws IOException {
        Path folder = cache.resolve("models--" + repository.replace("/", "--"));
        Files.createDirectories(folder.resolve("refs"));
        Files.writeString(folder.resolve("refs/main"), "abc");
        copy(files, Files.createDirectories(folder.resolve("snapshots/abc")));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
