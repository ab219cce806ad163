package org.imagine4j.models.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imagine4j.models.FileHash;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.ModelKind;
import org.imagine4j.models.Precision;
import org.imagine4j.models.ProgressListener;
import org.imagine4j.models.catalogue.Catalogue;
import org.imagine4j.models.hub.LocalHub;
import org.imagine4j.models.store.ModelInfo.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that rank: their way onto this machine, with a small one in every published layout. */
class ScorerStoreTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/clip");
    private static final String REPOSITORY = "openai/clip-vit-base-patch32";

    @TempDir
    Path folder;

    private LocalHub hub;
    private ModelStore store;

    @BeforeEach
    void start() throws IOException {
        hub = new LocalHub().with(REPOSITORY, checkpoint("flax"));
        store = new ModelStore(folder.resolve("home"), () -> hub.settings(folder.resolve("cache")));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aPulledScorerIsListedAsWhatItIs() throws Exception {
        assertThat(store.info("clip").state()).isEqualTo(State.AVAILABLE);
        assertThat(store.info("clip").kind()).isEqualTo(ModelKind.SCORER);

        StoredModel pulled = store.pull("clip", ProgressListener.SILENT);

        ImportedScorer scorer = store.openScorer("clip");
        assertThat(scorer).isEqualTo(pulled);
        assertThat(scorer.clip().imageSize()).isEqualTo(32);
        assertThat(scorer.card().gridRows()).as("patches").isEqualTo(4);
        assertThat(scorer.logitScale()).isCloseTo(Math.exp(3.25), within(1e-6));
        assertThat(List.of(scorer.textTower(), scorer.visionTower(), scorer.weights(), scorer.merges()))
                .allMatch(Files::isRegularFile);
        assertThat(store.info("clip").state()).isEqualTo(State.INSTALLED);
        assertThat(store.info("clip").sampling()).isEmpty();
        assertThat(store.cards()).extracting(card -> card.name()).doesNotContain("clip");
        assertThat(store.cards(ModelKind.SCORER))
                .extracting(card -> card.name())
                .contains("clip");
        assertThat(store.verify("clip", ProgressListener.SILENT)).isEmpty();

        assertThat(store.remove("clip")).isPositive();
        assertThat(store.info("clip").state()).isEqualTo(State.AVAILABLE);
    }

    @Test
    void everyLayoutGivesTheSameModel() throws Exception {
        List<ImportedScorer> scorers = Stream.of("flax", "safetensors", "torch")
                .map(layout -> {
                    try {
                        Path checkpoint = checkpoint(layout);
                        if (layout.equals("torch")) {
                            Files.delete(checkpoint.resolve("vocab.json"));
                            Files.delete(checkpoint.resolve("merges.txt"));
                        }
                        return store.importFolder(CheckpointSource.in(checkpoint), layout, ProgressListener.SILENT);
                    } catch (IOException | InterruptedException e) {
                        throw new AssertionError(e);
                    }
                })
                .map(ImportedScorer.class::cast)
                .toList();

        ImportedScorer first = scorers.get(0);
        for (ImportedScorer other : scorers.subList(1, scorers.size())) {
            assertThat(other.weights()).hasSameBinaryContentAs(first.weights());
            assertThat(other.textTower()).hasSameBinaryContentAs(first.textTower());
            assertThat(other.visionTower()).hasSameBinaryContentAs(first.visionTower());
            assertThat(other.logitScale()).isEqualTo(first.logitScale());
            assertThat(Files.readAllLines(other.merges())).isEqualTo(Files.readAllLines(first.merges()));
        }
    }

    @Test
    void oneKindIsNotTakenForTheOther() throws Exception {
        assertThatThrownBy(() -> store.open("clip"))
                .isInstanceOf(ModelException.class)
                .hasMessage("clip ranks pictures; it is chosen with --rank, not with --model.\n"
                        + "--model takes one of: emoji-mini.");
        store.importFolder(CheckpointSource.in(checkpoint("flax")), "mine", ProgressListener.SILENT);
        assertThatThrownBy(() -> store.open("mine")).hasMessageStartingWith("mine ranks pictures");
        assertThatThrownBy(() -> store.open("mine", Precision.FP32)).hasMessageStartingWith("mine ranks pictures");
        assertThatThrownBy(() -> store.openScorer("emoji-mini"))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("emoji-mini draws pictures; it is chosen with --model, not with --rank.\n")
                .hasMessageContaining("mine");
        assertThatThrownBy(() -> store.openScorer("clap"))
                .hasMessageContaining("Did you mean clip?")
                .hasMessageNotContaining("dalle");
        assertThatThrownBy(() -> store.importFolder(
                        CheckpointSource.in(checkpoint("flax")), "dalle-mini", ProgressListener.SILENT))
                .hasMessageContaining(
                        "dalle-mini is the name of a model that draws pictures; this one ranks pictures.\n");
    }

    @Test
    void theUsualScorerIsTheBundledOne() throws Exception {
        ImportedScorer scorer = store.openScorer();
        assertThat(scorer.id().name()).isEqualTo("emoji-scorer");
        assertThat(store.info("emoji-scorer").state()).isEqualTo(State.BUNDLED);
        assertThat(scorer.card().imageSize()).isEqualTo(scorer.clip().imageSize());
        assertThat(scorer.card().parameters())
                .isEqualTo(Catalogue.read()
                        .find("emoji-scorer")
                        .orElseThrow()
                        .card()
                        .parameters());

        store.importFolder(CheckpointSource.in(checkpoint("flax")), "mine", ProgressListener.SILENT);
        assertThat(store.openScorer()).isEqualTo(scorer);
    }

    /** The revision stands in the catalogue, so that starting does not mean hashing; here it is held to the truth. */
    @Test
    void theBundledRevisionIsTheHashOfItsWeights() throws Exception {
        byte[] weights;
        try (InputStream in = ModelStore.class.getResourceAsStream("emoji-mini/scorer/model.safetensors")) {
            weights = in.readAllBytes();
        }
        assertThat(FileHash.sha256Of(weights))
                .startsWith(Catalogue.read().find("emoji-scorer").orElseThrow().bundledRevision());
    }

    @Test
    void scorersHaveOnePrecision() throws Exception {
        assertThatThrownBy(() -> store.pull("clip", Optional.of(Precision.INT8), ProgressListener.SILENT))
                .isInstanceOf(ModelException.class)
                .hasMessage(
                        "clip ranks pictures; such models run in fp32 only, not in int8.\nLeave the precision out.");
        assertThatThrownBy(() -> store.importFolder(
                        CheckpointSource.in(checkpoint("flax")),
                        "mine",
                        Optional.of(Precision.FP16),
                        ProgressListener.SILENT))
                .hasMessageContaining("fp32 only");
    }

    @Test
    void aScorerInTheProgramIsImportedFromThere() throws IOException {
        Path target = Files.createDirectory(folder.resolve("bundled"));

        ScorerCheckpoint checkpoint = new BundledScorer("/golden/clip").extract(target);

        Path model = Files.createDirectory(folder.resolve("model"));
        ImportedScorer scorer = new ScorerImporter()
                .importCheckpoint(
                        checkpoint,
                        model,
                        new ModelId("bundled", "x"),
                        store.info("clip").card(),
                        ProgressListener.SILENT);
        assertThat(StoredModel.read(model)).contains(scorer);
        assertThatThrownBy(() -> new BundledScorer("/golden").extract(Files.createDirectory(folder.resolve("no"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/golden/config.json is missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            config.json              | "image_size": 32           | "image_size": 30      | must be a multiple of patch_size
            config.json              | "hidden_act": "quick_gelu" | "hidden_act": "relu"  | hidden_act is relu
            config.json              | "model_type": "clip",      | "model_type": "blip", | model_type is "blip"
            config.json              | "text_config"              | "words"               | text_config is missing
            config.json              | "num_attention_heads": 2   | "num_attention_heads": 5 | must be a multiple of it
            config.json              | "eos_token_id": 623        | "eos_token_id": 7     | <|endoftext|> must have the id 7
            config.json              | "intermediate_size": 24    | "intermediate_size": 25 | text_model/encoder/layers/0/mlp/fc1/kernel
            config.json              | "num_hidden_layers": 2     | "num_hidden_layers": 1 | has no place in the network
            preprocessor_config.json | "resample": 3              | "resample": 0         | resample is 0
            preprocessor_config.json | "shortest_edge": 32        | "shortest_edge": 31   | from ones of 31
            vocab.json               | <|startoftext|>            | <|start|>             | <|startoftext|> is missing
            """)
    void whatIsNotImplementedOrDamagedIsNamed(String file, String from, String to, String message) throws Exception {
        Path checkpoint = checkpoint("flax");
        String text = Files.readString(checkpoint.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(checkpoint.resolve(file), text.replace(from, to));

        assertThatThrownBy(() -> store.importFolder(CheckpointSource.in(checkpoint), "mine", ProgressListener.SILENT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(2));
        assertThat(store.cards(ModelKind.SCORER))
                .extracting(card -> card.name())
                .doesNotContain("mine");
    }

    @Test
    void aNameOfPyTorchsIsNamedAsItIsInTheFile() throws Exception {
        Path checkpoint = checkpoint("safetensors");
        Path config = checkpoint.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("\"patch_size\": 8", "\"patch_size\": 16"));

        assertThatThrownBy(() -> store.importFolder(CheckpointSource.in(checkpoint), "mine", ProgressListener.SILENT))
                .hasMessageContaining("vision_model.embeddings.patch_embedding.weight has shape [24, 3, 8, 8]; by"
                        + " config.json it should be [24, 3, 16, 16]");
    }

    /** Entries that newer files leave out, and the end of texts as older files tell it. */
    @Test
    void filesOfAllAgesAreRead() throws Exception {
        Path checkpoint = checkpoint("flax");
        Path config = checkpoint.resolve("config.json");
        Files.writeString(
                config,
                Files.readString(config)
                        .replace("\"hidden_act\": \"quick_gelu\",", "")
                        .replace("\"eos_token_id\": 623", "\"eos_token_id\": 2"));
        Files.writeString(
                checkpoint.resolve("preprocessor_config.json"),
                "{\"do_resize\": true, \"size\": 32, \"crop_size\": 32, \"resample\": 3}");

        ImportedScorer scorer =
                (ImportedScorer) store.importFolder(CheckpointSource.in(checkpoint), "mine", ProgressListener.SILENT);

        assertThat(scorer.preparation().shorterSide()).isEqualTo(32);
        assertThat(scorer.preparation().mean().get(0)).isEqualTo(0.48145466);
    }

    /** A checkpoint's folder as it is published. */
    private Path checkpoint(String layout) throws IOException {
        Path checkpoint = Files.createDirectories(folder.resolve("checkpoint-" + layout));
        Path weights = layout.equals("safetensors") ? GOLDEN : GOLDEN.resolve(layout);
        for (Path part : List.of(GOLDEN, weights)) {
            try (Stream<Path> files = Files.list(part)) {
                for (Path file : files.filter(Files::isRegularFile)
                        .filter(file -> part.equals(weights) || !file.toString().endsWith(".safetensors"))
                        .toList()) {
                    Files.copy(file, checkpoint.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return checkpoint;
    }
}
