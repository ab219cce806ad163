package org.imagine4j.models.dallebart;

import java.io.IOException;
import java.util.List;
import org.imagine4j.models.Precision;
import org.imagine4j.models.checkpoint.Parameters;
import org.imagine4j.models.onnx.ElementType;
import org.imagine4j.models.onnx.GraphBuilder;
import org.imagine4j.models.onnx.Value;
import org.imagine4j.models.onnx.WeightFile;

/**
 * What the image decoder says after its last layer, for any layer: final norm and {@code lm_head}. What the last layer
 * leaves gives the decoder's own logits, what an earlier one leaves those of the "logit lens".
 *
 * <table>
 *   <caption>Inputs and outputs</caption>
 *   <tr><td>{@code states}</td><td>as {@link ImageDecoderInspectionGraph} emits them</td></tr>
 *   <tr><td>{@code layer}</td><td>int64 {@code [1]}: which of the layers there</td></tr>
 *   <tr><td>{@code logits}</td><td>float {@code [texts · positions, imageVocabulary + 1]}</td></tr>
 * </table>
 */
public final class ImageDecoderHeadGraph {

    private final DalleBartConfig config;
    private final GraphBuilder graph;
    private final Blocks blocks;
    private final DecoderLayers layers;

    /**
     * @param config the checkpoint's shape
     * @param parameters DalleBart's
     * @param weights receives the weights
     * @param precision of weights and products
     */
    public ImageDecoderHeadGraph(
            DalleBartConfig config, Parameters parameters, WeightFile weights, Precision precision) {
        this.config = config;
        this.graph = new GraphBuilder("image_decoder_head", weights, ElementType.floatsOf(precision));
        this.blocks = new Blocks(graph, precision, config);
        this.layers = new DecoderLayers(graph, precision, config, DalleBartParameters.of(parameters));
    }

    /** Builds the graph. */
    public GraphBuilder build() throws IOException {
        Value states = graph.input("states", graph.floatType(), "state_layers", "rows", config.dModel());
        Value layer = graph.input("layer", ElementType.INT64, 1);
        Value rows = graph.op("Gather", List.of(states, layer));
        Value logits = graph.op("Squeeze", List.of(layers.logits(rows), graph.integers(0)));
        graph.output("logits", blocks.inFloats(logits), ElementType.FLOAT, "rows", config.logits());
        return graph;
    }
}
