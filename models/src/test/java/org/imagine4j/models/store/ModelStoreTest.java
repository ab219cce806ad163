package org.imagine4j.models.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.Precision;
import org.imagine4j.models.ProgressListener;
import org.imagine4j.models.catalogue.Catalogue;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {

    @TempDir
    Path home;

    @Test
    void theBundledModelIsListed() {
        assertThat(new ModelStore(home).cards()).extracting(ModelCard::name).containsExactly("emoji-mini");
    }

    @Test
    void theBundledModelIsImportedOnceAndIsComplete() throws IOException {
        ImportedModel model = new ModelStore(home).open("emoji-mini");
        assertThat(List.of(
                        model.textEncoder(),
                        model.imageDecoderStep(),
                        model.vqganDecoder(),
                        model.vqganEncoder(),
                        model.weights(),
                        model.vocabulary(),
                        model.merges()))
                .allMatch(Files::isRegularFile);
        assertThat(model.folder())
                .isEqualTo(home.resolve("models/emoji-mini/" + model.id().revision() + "/fp32"));
        assertThat(model.transformer().gridSide()).isEqualTo(model.card().gridRows());
        assertThat(model.vqgan().resolution()).isEqualTo(model.card().imageSize());
        assertThat(model.sampling().guidance()).isEqualTo(1.5);
        assertThat(model.sampling())
                .isEqualTo(Catalogue.read().find("emoji-mini").orElseThrow().sampling());

        FileTime written = Files.getLastModifiedTime(model.weights());
        assertThat(new ModelStore(home).open("emoji-mini")).isEqualTo(model);
        assertThat(Files.getLastModifiedTime(model.weights())).isEqualTo(written);
        assertThat(entries(model.folder().getParent())).containsExactly(model.folder());
    }

    @Test
    void aModelMayBeHereInSeveralPrecisions() throws Exception {
        ModelStore store = new ModelStore(home);
        ImportedModel floats = store.open("emoji-mini");
        ImportedModel bytes = store.open("emoji-mini", Precision.INT8);
        ImportedModel halves = store.open("emoji-mini", Precision.FP16);
        assertThat(List.of(floats, bytes, halves))
                .extracting(ImportedModel::precision)
                .containsExactly(Precision.FP32, Precision.INT8, Precision.FP16);
        assertThat(List.of(bytes.id(), halves.id())).containsOnly(floats.id());
        assertThat(Files.size(bytes.weights())).isLessThan(Files.size(floats.weights()));
        assertThat(Files.size(halves.weights())).isLessThan(Files.size(floats.weights()));
        assertThat(store.open("emoji-mini")).isEqualTo(floats);
        assertThat(store.info("emoji-mini").stateWords()).isEqualTo("bundled in fp32 and int8 and fp16");

        Files.delete(halves.merges());
        assertThat(store.verify("emoji-mini", ProgressListener.SILENT)).containsExactly("fp16/merges.txt is missing");
    }

    @RepeatedTest(5)
    void severalProcessesMayImportAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<ImportedModel> open = () -> new ModelStore(home).open("emoji-mini");
            for (Future<ImportedModel> model : threads.invokeAll(List.of(open, open, open, open))) {
                assertThat(model.get().weights()).isRegularFile();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(entries(home.resolve("models/emoji-mini"))).hasSize(1);
    }

    @Test
    void anImportThatWasCutOffIsMadeAnew() throws IOException {
        ImportedModel model = new ModelStore(home).open("emoji-mini");
        Files.delete(model.folder().resolve("manifest.json"));
        Files.delete(model.weights());
        assertThat(new ModelStore(home).open("emoji-mini").weights()).isRegularFile();
    }

    @Test
    void anUnknownModelIsAnsweredWithThoseThatExist() {
        assertThatThrownBy(() -> new ModelStore(home).open("emoji-mny"))
                .isInstanceOf(ModelException.class)
                .hasMessage("There is no model called emoji-mny.\n"
                        + "Did you mean emoji-mini? There are: emoji-mini, dalle-mini, dalle-mega.");
    }

    @Test
    void aModelThatIsNotHereYetSaysHowToGetIt() {
        assertThatThrownBy(() -> new ModelStore(home).open("dalle-mini"))
                .isInstanceOf(ModelException.class)
                .hasMessage(
                        "dalle-mini is not on this machine yet; getting it downloads about 2.09 GB.\n"
                                + "Type imagine models pull dalle-mini in a terminal or %models pull dalle-mini in a notebook.");
    }

    @Test
    void aHomeThatCannotBeWrittenIsExplained() throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        assertThatThrownBy(() -> new ModelStore(file).open("emoji-mini"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("IMAGINE_HOME");
    }

    /** The revision stands in the catalogue, so that starting does not mean hashing; here it is held to the truth. */
    @Test
    void theBundledRevisionIsTheHashOfItsWeights() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (String name : List.of("dalle", "vqgan")) {
            try (InputStream in = ModelStore.class.getResourceAsStream("emoji-mini/" + name + "/flax_model.msgpack")) {
                digest.update(in.readAllBytes());
            }
        }
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .startsWith(Catalogue.read().find("emoji-mini").orElseThrow().bundledRevision());
    }

    @Test
    void theHomeFollowsTheEnvironmentAndThePlatform() {
        Path user = Path.of("/users/ada");
        assertThat(ImagineHome.locate(Map.of("IMAGINE_HOME", "/somewhere"), "Linux", user))
                .isEqualTo(Path.of("/somewhere"));
        assertThat(ImagineHome.locate(Map.of(), "Linux", user)).isEqualTo(Path.of("/users/ada/.cache/imagine"));
        assertThat(ImagineHome.locate(Map.of("XDG_CACHE_HOME", "/cache"), "Linux", user))
                .isEqualTo(Path.of("/cache/imagine"));
        assertThat(ImagineHome.locate(Map.of(), "Mac OS X", user))
                .isEqualTo(Path.of("/users/ada/Library/Caches/imagine"));
        assertThat(ImagineHome.locate(Map.of(), "Windows 11", user))
                .isEqualTo(Path.of("/users/ada/AppData/Local/imagine"));
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }
}
