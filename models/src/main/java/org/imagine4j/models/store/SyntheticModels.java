package org.imagine4j.models.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.Precision;
import org.imagine4j.models.ProgressListener;
import org.imagine4j.models.catalogue.Catalogue;
import org.imagine4j.models.catalogue.KnownModel;
import org.imagine4j.models.checkpoint.RandomParameters;
import org.imagine4j.models.dallebart.DalleBartConfig;
import org.imagine4j.models.dallebart.DalleBartConfig.Stack;
import org.imagine4j.models.vqgan.VqganConfig;

/**
 * Models of the published sizes with random weights, made on this machine: they draw nothing that means anything, in
 * exactly the time that the real ones take. They lie in {@code $IMAGINE_HOME/bench} until they are deleted.
 */
public final class SyntheticModels {

    private static final VqganConfig VQGAN =
            new VqganConfig(256, 128, List.of(1, 1, 2, 2, 4), 2, List.of(16), 256, 256, 16384);

    /** Shapes by the catalogue's names, as the published config files have them. */
    private static final Map<String, DalleBartConfig> SHAPES = Map.of(
            "dalle-mini",
            new DalleBartConfig(
                    1024, new Stack(12, 16, 2730), new Stack(12, 16, 2730), 50264, 64, 16384, 256, 16384, false),
            "dalle-mega",
            new DalleBartConfig(
                    2048, new Stack(24, 32, 4096), new Stack(24, 32, 4096), 50272, 64, 16415, 256, 16415, false));

    private final Path folder;

    /** @param home see {@link ImagineHome} */
    public SyntheticModels(Path home) {
        this.folder = home.resolve("bench");
    }

    /** The models whose shapes are known. */
    public static List<String> names() {
        return SHAPES.keySet().stream().sorted().toList();
    }

    /**
     * A model of that shape; made on first use, which takes a while.
     *
     * @param name one of {@link #names()}
     * @throws ModelException if there is no such shape or not enough room
     */
    public ImportedModel open(String name, Precision precision, ProgressListener listener) {
        if (!SHAPES.containsKey(name)) {
            throw ModelException.unknown(name, names());
        }
        Path place = folder.resolve(name).resolve(precision.word());
        return Failures.explained("Random weights could not be written to " + place, () -> {
            Optional<ImportedModel> existing = StoredModel.read(place).map(ImportedModel.class::cast);
            return existing.isPresent() ? existing.get() : make(name, precision, place, listener);
        });
    }

    private static ImportedModel make(String name, Precision precision, Path place, ProgressListener listener)
            throws IOException {
        FileTree.delete(place);
        Files.createDirectories(place);
        KnownModel known = Catalogue.read().find(name).orElseThrow();
        ModelCard card = known.card();
        ImportedModel model = new ImportedModel(
                place,
                new ModelId(name, "random"),
                precision,
                card,
                known.recommended().orElseThrow(),
                SHAPES.get(name),
                VQGAN);
        new ModelGraphs(model, new RandomParameters(card.parameters()), new RandomParameters(card.parameters() / 10))
                .write(listener);
        copyTokenizer(model);
        Manifest.of(model, Contents.hash(model, listener)).write(place);
        return model;
    }

    /** The bundled model's, whose words all other vocabularies have room for. */
    private static void copyTokenizer(ImportedModel model) throws IOException {
        Path checkpoint = Files.createTempDirectory(model.folder(), "tokenizer");
        PictureCheckpoint source = new BundledModel("emoji-mini").extract(checkpoint);
        TokenizerFiles.bart(source.dalle(), model.transformer().textVocabulary())
                .copyTo(model);
        FileTree.delete(checkpoint);
    }
}
