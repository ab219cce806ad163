package org.imagine4j.models.clip;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.imagine4j.models.checkpoint.Parameters;
import org.imagine4j.models.onnx.Attribute;
import org.imagine4j.models.onnx.ElementType;
import org.imagine4j.models.onnx.GraphBuilder;
import org.imagine4j.models.onnx.Value;
import org.imagine4j.models.onnx.Weight;
import org.imagine4j.models.onnx.WeightFile;

/**
 * CLIP's tower for texts. A token sees those before it only, so what stands behind a text's end does not matter.
 *
 * <table>
 *   <caption>Inputs and outputs</caption>
 *   <tr><td>{@code input_ids}</td><td>int64 {@code [texts, tokens]}; shorter texts are followed by anything</td></tr>
 *   <tr><td>{@code ends}</td><td>int64 {@code [texts]}: where each text's end stands, counted over all texts: {@code text
 *       · tokens + place}</td></tr>
 *   <tr><td>{@code vectors}</td><td>float {@code [texts, projection]}, each of length 1</td></tr>
 * </table>
 */
public final class TextTowerGraph {

    /** Added to the scores of what must not be seen; its exponential is zero, and unlike −∞ it cannot make NaNs. */
    private static final float MASKED = -65504;

    private static final String MODEL = "text_model";

    private final ClipConfig config;
    private final GraphBuilder graph;
    private final TowerLayers layers;

    /**
     * @param config the checkpoint's shape
     * @param parameters CLIP's
     * @param weights receives the weights
     */
    public TextTowerGraph(ClipConfig config, Parameters parameters, WeightFile weights) {
        this.config = config;
        this.graph = new GraphBuilder("text_tower", weights);
        this.layers = new TowerLayers(graph, parameters, config.text());
    }

    /** Builds the graph. */
    public GraphBuilder build() throws IOException {
        int width = config.text().width();
        Value ids = graph.input("input_ids", ElementType.INT64, "texts", "tokens");
        Value ends = graph.input("ends", ElementType.INT64, "texts");
        Value length = graph.op("Shape", List.of(ids), Attribute.of("start", 1));
        Value words = layers.weight(MODEL + "/embeddings/token_embedding/embedding", config.vocabulary(), width);
        Value places = layers.weight(MODEL + "/embeddings/position_embedding/embedding", config.maxTextLength(), width);
        Value used = graph.op("Slice", List.of(places, graph.integers(0), length, graph.integers(0)));
        Value x = layers.add(graph.op("Gather", List.of(words, ids)), used);
        Value states = layers.layerNorm(
                layers.encoder(x, MODEL + "/encoder", Optional.of(causal(length))), MODEL + "/final_layer_norm");
        Value rows = graph.op("Reshape", List.of(states, graph.integers(-1, width)));
        Value pooled = graph.op("Gather", List.of(rows, ends));
        graph.output(
                "vectors",
                layers.project(pooled, "text_projection", config.projection()),
                ElementType.FLOAT,
                "texts",
                config.projection());
        return graph;
    }

    /** {@code [tokens, tokens]}: 0 where a row may look, else very negative. */
    private Value causal(Value length) throws IOException {
        int max = config.maxTextLength();
        float[] bias = new float[max * max];
        for (int row = 0; row < max; row++) {
            for (int column = row + 1; column < max; column++) {
                bias[row * max + column] = MASKED;
            }
        }
        Value all = graph.weight(Weight.of("causal", List.of(max, max), bias));
        Value square = graph.op("Concat", List.of(length, length), Attribute.of("axis", 0));
        return graph.op("Slice", List.of(all, graph.integers(0, 0), square, graph.integers(0, 1)));
    }
}
