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
import java.util.TreeMap;
import org.imagine4j.models.FileHash;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.Precision;
import org.imagine4j.models.SamplingDefaults;
import org.imagine4j.models.dallebart.DalleBartConfig;
import org.imagine4j.models.vqgan.VqganConfig;

/**
 * A model that is ready to run: its ONNX graphs, tokenizer files and manifest in one folder.
 *
 * @param folder where it lies
 * @param id name and revision
 * @param precision in which numbers its weights are
 * @param card what a person should know
 * @param sampling recommended sampling settings
 * @param transformer shape of the text encoder and image decoder
 * @param vqgan shape of the VQGAN
 */
public record ImportedModel(
        Path folder,
        ModelId id,
        Precision precision,
        ModelCard card,
        SamplingDefaults sampling,
        DalleBartConfig transformer,
        VqganConfig vqgan) {

    static final String MANIFEST = "manifest.json";

    /**
     * The content of {@code manifest.json}.
     *
     * @param format version of the folder's layout and of the graphs; other versions are imported anew
     * @param files the other files of the folder, by name
     */
    private record Manifest(
            int format,
            ModelId id,
            Precision precision,
            ModelCard card,
            SamplingDefaults sampling,
            DalleBartConfig transformer,
            VqganConfig vqgan,
            SortedMap<String, FileHash> files) {

        static final int FORMAT = 6;

        /** Whether a file that says it is a manifest of our format has everything. */
        boolean isComplete() {
            return id != null
                    && precision != null
                    && card != null
                    && sampling != null
                    && transformer != null
                    && vqgan != null
                    && files != null;
        }
    }

    /** Reads the manifest of a model folder; empty if there is none or it is of another format. */
    static Optional<ImportedModel> read(Path folder) throws IOException {
        return readManifest(folder)
                .map(manifest -> new ImportedModel(
                        folder,
                        manifest.id,
                        manifest.precision,
                        manifest.card,
                        manifest.sampling,
                        manifest.transformer,
                        manifest.vqgan));
    }

    /** What the manifest says about the other files of the folder, by name. */
    SortedMap<String, FileHash> files() throws IOException {
        return readManifest(folder).map(Manifest::files).orElseGet(TreeMap::new);
    }

    private static Optional<Manifest> readManifest(Path folder) throws IOException {
        Path file = folder.resolve(MANIFEST);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            Manifest manifest = new Gson().fromJson(reader, Manifest.class);
            if (manifest == null || manifest.format != Manifest.FORMAT) {
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

    /**
     * Writes the manifest, the last file of an import.
     *
     * @param files the other files of the folder, by name
     */
    void writeManifest(SortedMap<String, FileHash> files) throws IOException {
        Manifest manifest = new Manifest(Manifest.FORMAT, id, precision, card, sampling, transformer, vqgan, files);
        Files.writeString(
                folder.resolve(MANIFEST),
                new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(manifest));
    }

    /** What one step of the image decoder reads of its weights. */
    public long weightBytesPerStep() {
        return transformer.decoderMatrices() * precision.bytes();
    }

    /** Whether its weights are those of a revision's folder. */
    boolean isOfRevision(Path revisionFolder) {
        return id.revision().equals(revisionFolder.getFileName().toString());
    }

    ImportedModel movedTo(Path newFolder) {
        return new ImportedModel(newFolder, id, precision, card, sampling, transformer, vqgan);
    }

    /** The graph {@link org.imagine4j.models.dallebart.TextEncoderGraph} builds. */
    public Path textEncoder() {
        return folder.resolve("text_encoder.onnx");
    }

    /** The graph {@link org.imagine4j.models.dallebart.ImageDecoderGraph} builds; not in {@link Precision#FP16}. */
    public Path imageDecoderStep() {
        return folder.resolve("image_decoder_step.onnx");
    }

    /** The graph {@link org.imagine4j.models.dallebart.ImageDecoderRowGraph} builds; not in {@link Precision#INT8}. */
    public Path imageDecoderRow() {
        return folder.resolve("image_decoder_row.onnx");
    }

    /** The graph {@link org.imagine4j.models.dallebart.ImageDecoderInspectionGraph} builds. */
    public Path imageDecoderInspect() {
        return folder.resolve("image_decoder_inspect.onnx");
    }

    /** The graph {@link org.imagine4j.models.dallebart.ImageDecoderHeadGraph} builds. */
    public Path imageDecoderHead() {
        return folder.resolve("image_decoder_head.onnx");
    }

    /** The graph {@link org.imagine4j.models.vqgan.VqganCodebookGraph} builds. */
    public Path vqganCodebook() {
        return folder.resolve("vqgan_codebook.onnx");
    }

    /** The graph {@link org.imagine4j.models.vqgan.VqganDecoderGraph} builds. */
    public Path vqganDecoder() {
        return folder.resolve("vqgan_decoder.onnx");
    }

    /** The graph {@link org.imagine4j.models.vqgan.VqganEncoderGraph} builds; checkpoints of min-dalle have none. */
    public Path vqganEncoder() {
        return folder.resolve("vqgan_encoder.onnx");
    }

    /** The file with all graphs' weights. */
    public Path weights() {
        return folder.resolve("weights.bin");
    }

    /** The tokenizer's {@code vocab.json}: token to id. */
    public Path vocabulary() {
        return folder.resolve("vocab.json");
    }

    /** The tokenizer's {@code merges.txt}: one merge a line, most important first. */
    public Path merges() {
        return folder.resolve("merges.txt");
    }

    /** Words by frequency, most frequent first, one at the beginning of a line; not every model has the file. */
    public Path wordFrequencies() {
        return folder.resolve("words.txt");
    }
}
