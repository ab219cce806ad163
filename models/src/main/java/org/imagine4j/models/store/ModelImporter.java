package org.imagine4j.models.store;

import java.io.IOException;
import java.nio.file.Path;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.checkpoint.ConfigFile;
import org.imagine4j.models.checkpoint.Parameters;
import org.imagine4j.models.dallebart.DalleBartConfig;
import org.imagine4j.models.dallebart.ImageDecoderGraph;
import org.imagine4j.models.dallebart.TextEncoderGraph;
import org.imagine4j.models.onnx.WeightFile;
import org.imagine4j.models.vqgan.VqganConfig;
import org.imagine4j.models.vqgan.VqganDecoderGraph;
import org.imagine4j.models.vqgan.VqganEncoderGraph;

/**
 * Turns a checkpoint in the published layout into a model that is ready to run.
 *
 * <p>The checkpoint folder holds {@code dalle/} ({@code config.json}, weights, tokenizer files) and {@code vqgan/} ({@code
 * config.json}, weights). Weights are {@code flax_model.msgpack}, {@code model.safetensors}, or
 * min-dalle's {@code encoder.pt} and {@code decoder.pt}, {@code detoker.pt}; they stream from file to file.
 */
public final class ModelImporter {

    private static final String CONFIG = "config.json";

    /**
     * Imports a checkpoint.
     *
     * @param source the checkpoint folder
     * @param target an existing empty folder, which becomes the model
     * @param id name and revision to record
     * @param card card to record
     * @throws org.imagine4j.models.checkpoint.CheckpointException if the checkpoint is damaged or not supported
     */
    public ImportedModel importCheckpoint(Path source, Path target, ModelId id, ModelCard card) throws IOException {
        Path dalle = source.resolve("dalle");
        ConfigFile dalleFile = ConfigFile.read(dalle.resolve(CONFIG));
        DalleBartConfig transformer = DalleBartConfig.read(dalleFile);
        VqganConfig vqgan =
                VqganConfig.read(ConfigFile.read(source.resolve("vqgan").resolve(CONFIG)));
        if (vqgan.gridSide() != transformer.gridSide()) {
            throw dalleFile.error("it paints " + transformer.gridSide() + "×" + transformer.gridSide()
                    + " tokens, but the VQGAN beside it reads " + vqgan.gridSide() + "×" + vqgan.gridSide() + ".");
        }
        var model =
                new ImportedModel(target, id, card, DalleBartConfig.recommendedSampling(dalleFile), transformer, vqgan);

        try (WeightFile weights = WeightFile.create(model.weights())) {
            try (CheckpointFolder folder = new CheckpointFolder(dalle)) {
                Parameters parameters = folder.transformer();
                new TextEncoderGraph(transformer, parameters, weights).build().write(model.textEncoder());
                new ImageDecoderGraph(transformer, parameters, weights).build().write(model.imageDecoderStep());
                parameters.requireAllUsed();
            }
            try (CheckpointFolder folder = new CheckpointFolder(source.resolve("vqgan"))) {
                Parameters parameters = folder.vqgan();
                new VqganDecoderGraph(vqgan, parameters, weights).build().write(model.vqganDecoder());
                if (parameters.hasAny("encoder/")) {
                    new VqganEncoderGraph(vqgan, parameters, weights).build().write(model.vqganEncoder());
                }
                parameters.requireAllUsed();
            }
        }
        new TokenizerFiles(dalle).copyTo(model);
        model.writeManifest();
        return model;
    }
}
