package org.imagine4j.models.store;

import java.io.IOException;
import org.imagine4j.models.Precision;
import org.imagine4j.models.ProgressListener;
import org.imagine4j.models.checkpoint.Parameters;
import org.imagine4j.models.dallebart.ImageDecoderGraph;
import org.imagine4j.models.dallebart.ImageDecoderHeadGraph;
import org.imagine4j.models.dallebart.ImageDecoderInspectionGraph;
import org.imagine4j.models.dallebart.ImageDecoderRowGraph;
import org.imagine4j.models.dallebart.TextEncoderGraph;
import org.imagine4j.models.onnx.WeightFile;
import org.imagine4j.models.vqgan.VqganCodebookGraph;
import org.imagine4j.models.vqgan.VqganDecoderGraph;
import org.imagine4j.models.vqgan.VqganEncoderGraph;

/** Writes a model's graphs with their weights into its folder. */
final class ModelGraphs {

    private final ImportedModel model;
    private final Parameters transformer;
    private final Parameters vqgan;

    /**
     * @param model whose folder exists
     * @param transformer the text encoder's and image decoder's parameters
     * @param vqgan the VQGAN's
     */
    ModelGraphs(ImportedModel model, Parameters transformer, Parameters vqgan) {
        this.model = model;
        this.transformer = transformer;
        this.vqgan = vqgan;
    }

    /**
     * Writes them.
     *
     * @throws org.imagine4j.models.checkpoint.CheckpointException if parameters are missing, surplus or of other shapes
     * @throws ModelException if there is not enough room
     */
    void write(ProgressListener listener) throws IOException {
        long bytes = expectedBytes();
        ImportRoom.require(model, bytes);
        ImportMeter meter = new ImportMeter(model.id().name(), bytes, listener);
        try (WeightFile weights = WeightFile.create(model.weights(), meter::wrote)) {
            writeTransformer(weights);
            transformer.requireAllUsed();
            new VqganDecoderGraph(model.vqgan(), vqgan, weights, model.precision())
                    .build()
                    .write(model.vqganDecoder());
            new VqganCodebookGraph(model.vqgan(), vqgan, weights, model.precision())
                    .build()
                    .write(model.vqganCodebook());
            if (vqgan.hasAny("encoder/")) {
                new VqganEncoderGraph(model.vqgan(), vqgan, weights).build().write(model.vqganEncoder());
            }
            vqgan.requireAllUsed();
        }
    }

    private void writeTransformer(WeightFile weights) throws IOException {
        Precision precision = model.precision();
        new TextEncoderGraph(model.transformer(), transformer, weights, precision)
                .build()
                .write(model.textEncoder());
        if (precision != Precision.FP16) {
            new ImageDecoderGraph(model.transformer(), transformer, weights, precision)
                    .build()
                    .write(model.imageDecoderStep());
        }
        if (precision != Precision.INT8) {
            new ImageDecoderRowGraph(
                            model.transformer(), transformer, model.vqgan().codes(), weights, precision)
                    .build()
                    .write(model.imageDecoderRow());
        }
        new ImageDecoderInspectionGraph(model.transformer(), transformer, weights, precision)
                .build()
                .write(model.imageDecoderInspect());
        new ImageDecoderHeadGraph(model.transformer(), transformer, weights, precision)
                .build()
                .write(model.imageDecoderHead());
    }

    private long expectedBytes() {
        long matrices = transformer.count(name -> name.endsWith("kernel"));
        return matrices * model.precision().bytes() + (transformer.count() - matrices + vqgan.count()) * Float.BYTES;
    }
}
