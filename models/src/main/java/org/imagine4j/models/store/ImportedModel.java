package org.imagine4j.models.store;

import java.nio.file.Path;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.ModelKind;
import org.imagine4j.models.Precision;
import org.imagine4j.models.SamplingDefaults;
import org.imagine4j.models.dallebart.DalleBartConfig;
import org.imagine4j.models.vqgan.VqganConfig;

/**
 * A model that draws, ready to run: its ONNX graphs, tokenizer files and manifest in one folder.
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
        VqganConfig vqgan)
        implements StoredModel {

    @Override
    public ModelKind kind() {
        return ModelKind.PICTURE_MODEL;
    }

    /** What one step of the image decoder reads of its weights. */
    public long weightBytesPerStep() {
        return transformer.decoderMatrices() * precision.bytes();
    }

    @Override
    public ImportedModel movedTo(Path newFolder) {
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

    /** Words by frequency, most frequent first, one at the beginning of a line; not every model has the file. */
    public Path wordFrequencies() {
        return folder.resolve("words.txt");
    }
}
