package org.imagine4j.models.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import org.imagine4j.models.FileHash;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.Precision;
import org.imagine4j.models.SamplingDefaults;
import org.imagine4j.models.clip.ClipConfig;
import org.imagine4j.models.clip.ImagePreparation;
import org.imagine4j.models.dallebart.DalleBartConfig;
import org.imagine4j.models.vqgan.VqganConfig;

/**
 * The content of {@code manifest.json}. It has the parts of a model that draws, or that of one that ranks; the others are
 * null.
 *
 * @param format version of the folder's layout and of the graphs; other versions are imported anew
 * @param files the other files of the folder, by name
 */
record Manifest(
        int format,
        ModelId id,
        Precision precision,
        ModelCard card,
        SamplingDefaults sampling,
        DalleBartConfig transformer,
        VqganConfig vqgan,
        ScorerPart scorer,
        SortedMap<String, FileHash> files) {

    static final String FILE = "manifest.json";

    private static final int FORMAT = 6;

    /** What only a model that ranks has. */
    record ScorerPart(ClipConfig clip, ImagePreparation preparation, double logitScale) {}

    static Manifest of(ImportedModel model, SortedMap<String, FileHash> files) {
        return new Manifest(
                FORMAT,
                model.id(),
                model.precision(),
                model.card(),
                model.sampling(),
                model.transformer(),
                model.vqgan(),
                null,
                files);
    }

    static Manifest of(ImportedScorer scorer, SortedMap<String, FileHash> files) {
        return new Manifest(
                FORMAT,
                scorer.id(),
                scorer.precision(),
                scorer.card(),
                null,
                null,
                null,
                new ScorerPart(scorer.clip(), scorer.preparation(), scorer.logitScale()),
                files);
    }

    /** Reads the manifest of a model folder; empty if there is none or it is of another format. */
    static Optional<Manifest> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            Manifest manifest = new Gson().fromJson(reader, Manifest.class);
            if (manifest == null || manifest.format != FORMAT) {
                return Optional.empty();
            }
            if (!manifest.isComplete()) {
                throw new JsonParseException("something is missing in it");
            }
            return Optional.of(manifest);
        } catch (JsonParseException | CharacterCodingException e) {
            throw new ModelException(
                    file + " is damaged (" + e.getMessage() + ").\nDelete the folder " + folder
                            + " to get the model anew.",
                    e);
        }
    }

    private boolean isComplete() {
        boolean draws = sampling != null && transformer != null && vqgan != null;
        boolean ranks = scorer != null && scorer.clip != null && scorer.preparation != null;
        return id != null && precision != null && card != null && files != null && draws != ranks;
    }

    /** The model in {@code folder}. */
    StoredModel model(Path folder) {
        return scorer == null
                ? new ImportedModel(folder, id, precision, card, sampling, transformer, vqgan)
                : new ImportedScorer(folder, id, card, scorer.clip, scorer.preparation, scorer.logitScale);
    }

    /** Writes it, the last file of an import. */
    void write(Path folder) throws IOException {
        Files.writeString(
                folder.resolve(FILE),
                new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(this));
    }
}
