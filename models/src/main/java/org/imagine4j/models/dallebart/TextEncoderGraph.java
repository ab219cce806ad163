package org.imagine4j.models.dallebart;

import java.io.IOException;
import java.util.List;
import org.imagine4j.models.Precision;
import org.imagine4j.models.checkpoint.Parameters;
import org.imagine4j.models.onnx.Attribute;
import org.imagine4j.models.onnx.ElementType;
import org.imagine4j.models.onnx.GraphBuilder;
import org.imagine4j.models.onnx.Value;
import org.imagine4j.models.onnx.Weight;
import org.imagine4j.models.onnx.WeightFile;

/**
 * The text encoder, which also computes what the decoder's cross-attention needs, once per prompt.
 *
 * <table>
 *   <caption>Inputs and outputs</caption>
 *   <tr><td>{@code input_ids}</td><td>int64 {@code [texts, tokens]}</td></tr>
 *   <tr><td>{@code attention_mask}</td><td>int64 {@code [texts, tokens]}, 1 on real tokens, 0 on padding</td></tr>
 *   <tr><td>{@code states}</td><td>float {@code [texts, tokens, dModel]}</td></tr>
 *   <tr><td>{@code self_attention_i}</td><td>float {@code [texts, heads, tokens, tokens]} of encoder layer i: where a
 *       token (last but one axis) looked; sums to 1. 32-bit floats in every precision</td></tr>
 *   <tr><td>{@code cross_bias}</td><td>float {@code [texts, 1, 1, 1, tokens]}, 0 on real tokens, else very
 *       negative</td></tr>
 *   <tr><td>{@code cross_key_i}</td><td>float {@code [texts, 1, heads, headDim, tokens]} for decoder layer i</td></tr>
 *   <tr><td>{@code cross_value_i}</td><td>float {@code [texts, 1, heads, tokens, headDim]}</td></tr>
 * </table>
 */
public final class TextEncoderGraph {

    private final DalleBartConfig config;
    private final DalleBartParameters parameters;
    private final GraphBuilder graph;
    private final ElementType floats;
    private final Blocks blocks;

    /**
     * @param config the checkpoint's shape
     * @param parameters DalleBart's
     * @param weights receives the weights
     * @param precision of weights and products; with {@link Precision#FP16} the float outputs are 16-bit floats
     */
    public TextEncoderGraph(DalleBartConfig config, Parameters parameters, WeightFile weights, Precision precision) {
        this.config = config;
        this.parameters = DalleBartParameters.of(parameters);
        this.floats = ElementType.floatsOf(precision);
        this.graph = new GraphBuilder("text_encoder", weights, floats);
        this.blocks = new Blocks(graph, precision, config);
    }

    /** Builds the graph. */
    public GraphBuilder build() throws IOException {
        Value ids = graph.input("input_ids", ElementType.INT64, "texts", "tokens");
        Value mask = graph.input("attention_mask", ElementType.INT64, "texts", "tokens");
        Value bias = bias(mask);

        Value shape = graph.op("Shape", List.of(ids));
        Value headShape = blocks.join(
                shape,
                graph.integers(
                        config.encoder().heads(),
                        config.dModel() / config.encoder().heads()));
        Value x = embed(ids);
        for (int i = 0; i < config.encoder().layers(); i++) {
            x = layer(
                    x,
                    bias,
                    headShape,
                    i,
                    parameters.encoderLayer(i, config.encoder().layers()));
        }
        Value states = blocks.layerNormBeforeDense(x, parameters.group("model/encoder/final_ln"), config.dModel());

        graph.output(
                "states",
                blocks.reshape(states, blocks.join(shape, graph.integers(config.dModel()))),
                floats,
                "texts",
                "tokens",
                config.dModel());
        graph.output(
                "cross_bias",
                graph.op("Unsqueeze", List.of(bias, graph.integers(1))),
                floats,
                "texts",
                1,
                1,
                1,
                "tokens");
        for (int i = 0; i < config.decoder().layers(); i++) {
            crossKeysAndValues(states, shape, i);
        }
        return graph;
    }

    /** {@code [texts, tokens] → [texts, 1, 1, tokens]}, 0 where the mask is 1. */
    private Value bias(Value mask) {
        Value padding = graph.op("Equal", List.of(mask, graph.integers(0)));
        Value bias = graph.op("Where", List.of(padding, graph.scalar(Blocks.MASKED), graph.scalar(0)));
        return graph.op("Unsqueeze", List.of(bias, graph.integers(1, 2)));
    }

    private Value embed(Value ids) throws IOException {
        DalleBartParameters encoder = parameters.group("model/encoder");
        Value words = graph.weight(
                Weight.of(encoder.tensor("embed_tokens/embedding", config.textVocabulary(), config.dModel())));
        Value places = graph.weight(
                Weight.of(encoder.tensor("embed_positions/embedding", config.maxTextLength(), config.dModel())));
        Value length = graph.op("Shape", List.of(ids), Attribute.of("start", 1));
        Value used = graph.op("Slice", List.of(places, graph.integers(0), length, graph.integers(0)));
        Value sum = blocks.add(graph.op("Gather", List.of(words, ids)), used);
        return blocks.layerNorm(blocks.rows(sum), encoder.group("layernorm_embedding"), config.dModel());
    }

    private Value layer(Value x, Value bias, Value headShape, int index, DalleBartParameters layer) throws IOException {
        int d = config.dModel();
        Value h = blocks.layerNormBeforeDense(x, layer.group("LayerNorm_0"), d);
        Value attended = selfAttention(h, bias, headShape, index, layer.group("FlaxBartAttention_0"));
        x = blocks.add(x, blocks.layerNorm(attended, layer.group("LayerNorm_1"), d));
        return blocks.add(
                x, blocks.glu(x, layer.group("GLU_0"), config.encoder().ffn()));
    }

    /** @param headShape the shape {@code [texts, tokens, heads, headDim]} */
    private Value selfAttention(Value x, Value bias, Value headShape, int index, DalleBartParameters attention)
            throws IOException {
        int d = config.dModel();
        int heads = config.encoder().heads();
        Weight kernels = blocks.queriesKeysValues(attention, d / heads, d / heads);
        List<Value> parts = graph.ops(
                "Split", List.of(blocks.linear(x, kernels), graph.integers(d, d, d)), 3, Attribute.of("axis", -1));
        Value scaled = blocks.scaleQueries(parts.get(0), heads);
        Value queries = blocks.transpose(blocks.reshape(scaled, headShape), 0, 2, 1, 3);
        Value keys = blocks.transpose(blocks.reshape(parts.get(1), headShape), 0, 2, 3, 1);
        Value values = blocks.transpose(blocks.reshape(parts.get(2), headShape), 0, 2, 1, 3);
        Value weights = blocks.attention(queries, keys, bias);
        graph.output(
                "self_attention_" + index,
                blocks.inFloats(weights),
                ElementType.FLOAT,
                "texts",
                heads,
                "tokens",
                "tokens");
        Value attended = graph.op("MatMul", List.of(weights, values));
        Value merged = blocks.rows(blocks.transpose(attended, 0, 2, 1, 3));
        return blocks.linear(merged, blocks.projection(attention, "out"));
    }

    private void crossKeysAndValues(Value states, Value shape, int layer) throws IOException {
        int heads = config.decoder().heads();
        int headDim = config.dModel() / heads;
        DalleBartParameters attention =
                parameters.decoderLayer(layer, config.decoder().layers()).group("FlaxBartAttention_1");
        Value headShape = blocks.join(shape, graph.integers(heads, headDim));
        Value keys = blocks.reshape(blocks.linear(states, blocks.projection(attention, "k")), headShape);
        Value values = blocks.reshape(blocks.linear(states, blocks.projection(attention, "v")), headShape);
        Value forAllPictures = graph.integers(1);
        graph.output(
                "cross_key_" + layer,
                graph.op("Unsqueeze", List.of(blocks.transpose(keys, 0, 2, 3, 1), forAllPictures)),
                floats,
                "texts",
                1,
                heads,
                headDim,
                "tokens");
        graph.output(
                "cross_value_" + layer,
                graph.op("Unsqueeze", List.of(blocks.transpose(values, 0, 2, 1, 3), forAllPictures)),
                floats,
                "texts",
                1,
                heads,
                "tokens",
                headDim);
    }
}
