package org.imagine4j.models.store;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.ProgressListener;
import org.imagine4j.models.checkpoint.ConfigFile;
import org.imagine4j.models.checkpoint.Parameters;
import org.imagine4j.models.clip.ClipConfig;
import org.imagine4j.models.clip.ImagePreparation;
import org.imagine4j.models.clip.TextTowerGraph;
import org.imagine4j.models.clip.VisionTowerGraph;
import org.imagine4j.models.onnx.WeightFile;

/**
 * Turns a CLIP checkpoint in the layout of {@code openai/clip-vit-base-patch32} into a model that is ready to rank.
 *
 * <p>The folder holds {@code config.json}, {@code preprocessor_config.json} (OpenAI's values where it is missing), the
 * weights ({@code flax_model.msgpack}, {@code model.safetensors} or {@code pytorch_model.bin}) and the tokenizer ({@code
 * vocab.json} and {@code merges.txt}, or {@code tokenizer.json}).
 */
public final class ScorerImporter {

    /**
     * Imports a checkpoint. An interrupt of the thread ends it.
     *
     * @param source the checkpoint
     * @param target an existing empty folder, which becomes the model
     * @param id name and revision to record
     * @param card card to record, with the sizes of the checkpoint
     * @param listener told about every block of weights that was written
     * @throws org.imagine4j.models.checkpoint.CheckpointException if the checkpoint is damaged or not supported
     * @throws java.nio.channels.ClosedByInterruptException if the thread is interrupted
     */
    public ImportedScorer importCheckpoint(
            ScorerCheckpoint source, Path target, ModelId id, ModelCard card, ProgressListener listener)
            throws IOException {
        Path folder = source.clip();
        ConfigFile file = ConfigFile.read(folder.resolve("config.json"));
        ClipConfig config = ClipConfig.read(file);
        ImagePreparation preparation = preparation(folder, config);
        try (CheckpointFolder weights = new CheckpointFolder(folder)) {
            Parameters parameters = weights.clip();
            ImportedScorer scorer = new ImportedScorer(
                    target,
                    id,
                    card.withSizes(config.imageSize(), config.gridSide(), parameters.count()),
                    config,
                    preparation,
                    logitScale(parameters));
            write(scorer, parameters, listener);
            TokenizerFiles.clip(folder, config.vocabulary(), ClipConfig.endToken(file))
                    .copyTo(scorer);
            Manifest.of(scorer, Contents.hash(scorer, listener)).write(target);
            return scorer;
        }
    }

    private static ImagePreparation preparation(Path folder, ClipConfig config) throws IOException {
        Path file = folder.resolve("preprocessor_config.json");
        return Files.exists(file)
                ? ImagePreparation.read(ConfigFile.read(file), config.imageSize())
                : ImagePreparation.usual(config.imageSize());
    }

    /** The checkpoint has its logarithm. */
    private static double logitScale(Parameters parameters) throws IOException {
        FloatBuffer logarithm = FloatBuffer.allocate(1);
        parameters.tensor("logit_scale").read(0, logarithm);
        return Math.exp(logarithm.get(0));
    }

    private static void write(ImportedScorer scorer, Parameters parameters, ProgressListener listener)
            throws IOException {
        long bytes = parameters.count() * Float.BYTES;
        ImportRoom.require(scorer, bytes);
        ImportMeter meter = new ImportMeter(scorer.id().name(), bytes, listener);
        try (WeightFile weights = WeightFile.create(scorer.weights(), meter::wrote)) {
            new TextTowerGraph(scorer.clip(), parameters, weights).build().write(scorer.textTower());
            new VisionTowerGraph(scorer.clip(), parameters, weights).build().write(scorer.visionTower());
            parameters.requireAllUsed();
        }
    }
}
