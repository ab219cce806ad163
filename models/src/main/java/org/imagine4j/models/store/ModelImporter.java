package org.imagine4j.models.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.Precision;
import org.imagine4j.models.ProgressListener;
import org.imagine4j.models.SamplingDefaults;
import org.imagine4j.models.checkpoint.ConfigFile;
import org.imagine4j.models.checkpoint.Parameters;
import org.imagine4j.models.dallebart.DalleBartConfig;
import org.imagine4j.models.vqgan.VqganConfig;

/**
 * Turns a checkpoint in the published layout into a model that is ready to run.
 *
 * <p>The checkpoint folder holds {@code dalle/} ({@code config.json}, weights, tokenizer files) and {@code vqgan/} ({@code
 * config.json}, weights). Weights are {@code flax_model.msgpack}, {@code model.safetensors}, or
 * min-dalle's {@code encoder.pt} and {@code decoder.pt}, {@code detoker.pt}; they stream from file to file.
 */
public final class ModelImporter {

    private static final String CONFIG = "config.json";

    /** What the family's authors use. */
    private static final SamplingDefaults FAMILY_SAMPLING = new SamplingDefaults(10, 1, 0, 1);

    /**
     * What to call the model.
     *
     * @param id name and revision to record
     * @param card card to record, with the sizes of the checkpoint
     * @param sampling recommended settings where the checkpoint has none of its own
     * @param precision of the weights
     */
    public record Label(ModelId id, ModelCard card, Optional<SamplingDefaults> sampling, Precision precision) {}

    /**
     * Imports a checkpoint in 32-bit floats.
     *
     * @param source the checkpoint folder
     * @param target an existing empty folder, which becomes the model
     * @param id name and revision to record
     * @param card card to record
     * @throws org.imagine4j.models.checkpoint.CheckpointException if the checkpoint is damaged or not supported
     */
    public ImportedModel importCheckpoint(Path source, Path target, ModelId id, ModelCard card) throws IOException {
        return importCheckpoint(
                PictureCheckpoint.in(source),
                target,
                new Label(id, card, Optional.empty(), Precision.FP32),
                ProgressListener.SILENT);
    }

    /**
     * Imports a checkpoint. An interrupt of the thread ends it.
     *
     * @param source the checkpoint
     * @param target an existing empty folder, which becomes the model
     * @param label what to call it
     * @param listener told about every block of weights that was written
     * @throws org.imagine4j.models.checkpoint.CheckpointException if the checkpoint is damaged or not supported
     * @throws java.nio.channels.ClosedByInterruptException if the thread is interrupted
     */
    public ImportedModel importCheckpoint(PictureCheckpoint source, Path target, Label label, ProgressListener listener)
            throws IOException {
        ConfigFile dalleFile = ConfigFile.read(source.dalle().resolve(CONFIG));
        DalleBartConfig transformer = DalleBartConfig.read(dalleFile);
        ConfigFile vqganFile = ConfigFile.read(source.vqgan().resolve(CONFIG));
        VqganConfig vqgan = VqganConfig.read(vqganFile);
        if (vqgan.gridSide() != transformer.gridSide()) {
            throw dalleFile.error("it paints " + transformer.gridSide() + "×" + transformer.gridSide()
                    + " tokens, but the VQGAN beside it reads " + vqgan.gridSide() + "×" + vqgan.gridSide() + ".");
        }
        if (vqgan.codes() > transformer.imageVocabulary()) {
            throw vqganFile.error("n_embed is " + vqgan.codes() + ", but the transformer beside it knows only "
                    + transformer.imageVocabulary() + " image tokens (image_vocab_size).");
        }
        try (CheckpointFolder dalleFolder = new CheckpointFolder(source.dalle());
                CheckpointFolder vqganFolder = new CheckpointFolder(source.vqgan())) {
            Parameters dalleParameters = dalleFolder.transformer();
            Parameters vqganParameters = vqganFolder.vqgan();
            long count = dalleParameters.count() + vqganParameters.count();
            var model = new ImportedModel(
                    target,
                    label.id,
                    label.precision,
                    label.card.withSizes(vqgan.resolution(), transformer.gridSide(), count),
                    DalleBartConfig.recommendedSampling(dalleFile)
                            .or(label::sampling)
                            .orElse(FAMILY_SAMPLING),
                    transformer,
                    vqgan);
            new ModelGraphs(model, dalleParameters, vqganParameters).write(listener);
            TokenizerFiles.bart(source.dalle(), transformer.textVocabulary()).copyTo(model);
            Manifest.of(model, Contents.hash(model, listener)).write(target);
            return model;
        }
    }
}
