package org.imagine4j.models.dallebart;

import org.imagine4j.models.onnx.GraphBuilder;
import org.imagine4j.models.onnx.Value;

/**
 * What a decoder graph gets from {@link TextEncoderGraph}: {@code cross_bias}, {@code cross_key_i} and {@code
 * cross_value_i}. A text's keys and values are shared by its pictures, never copied.
 */
final class CrossAttentionInputs {

    private CrossAttentionInputs() {}

    /** Declares them all. */
    static void declare(GraphBuilder graph, DalleBartConfig config) {
        int heads = config.decoder().heads();
        int headDim = config.dModel() / heads;
        graph.input(bias().name(), graph.floatType(), "texts", 1, 1, 1, "text_tokens");
        for (int i = 0; i < config.decoder().layers(); i++) {
            graph.input(keys(i).name(), graph.floatType(), "texts", 1, heads, headDim, "text_tokens");
            graph.input(values(i).name(), graph.floatType(), "texts", 1, heads, "text_tokens", headDim);
        }
    }

    static Value bias() {
        return new Value("cross_bias");
    }

    static Value keys(int layer) {
        return new Value("cross_key_" + layer);
    }

    static Value values(int layer) {
        return new Value("cross_value_" + layer);
    }
}
