package org.imagine4j.models.dallebart;

import java.io.IOException;
import java.util.List;
import org.imagine4j.models.checkpoint.Parameters;
import org.imagine4j.models.checkpoint.Tensor;
import org.imagine4j.models.onnx.Attribute;
import org.imagine4j.models.onnx.ElementType;
import org.imagine4j.models.onnx.GraphBuilder;
import org.imagine4j.models.onnx.Value;
import org.imagine4j.models.onnx.Weight;
import org.imagine4j.models.onnx.WeightFile;

/**
 * One step of the image decoder: one position of every lane, with a key/value cache that is updated in place.
 *
 * <p>Lanes are {@code [texts, pictures]}: every text (unconditional, conditional) is read by as many pictures. The
 * cross-attention keys and values of a text are shared by its pictures, never copied.
 *
 * <table>
 *   <caption>Inputs and outputs</caption>
 *   <tr><td>{@code tokens}</td><td>int64 {@code [texts, pictures]}, the token before this position</td></tr>
 *   <tr><td>{@code position}</td><td>int32 {@code [1]}, from 0</td></tr>
 *   <tr><td>{@code cross_bias, cross_key_i, cross_value_i}</td><td>as {@link TextEncoderGraph} emits them</td></tr>
 *   <tr><td>{@code past_key_i, past_value_i}</td><td>float {@code [texts · pictures, heads, imageLength,
 *       cacheDim]}</td></tr>
 *   <tr><td>{@code present_key_i, present_value_i}</td><td>the same tensors: hand over one tensor as both</td></tr>
 *   <tr><td>{@code logits}</td><td>float {@code [texts, pictures, imageVocabulary + 1]}</td></tr>
 *   <tr><td>{@code cross_attention_i}</td><td>float {@code [texts, pictures, heads, 1, tokens]}, only of {@link
 *       Variant#INSPECT}; sums to 1 over the text tokens</td></tr>
 * </table>
 *
 * <p>The cache works through {@code com.microsoft.GroupQueryAttention}, which writes the new key and value into the past
 * tensors when past and present are the same memory. It wants head sizes that are multiples of 8; others are padded with
 * zeros in the weights ({@code cacheDim}), which changes no value.
 */
public final class ImageDecoderGraph {

    private final Variant variant;
    private final DalleBartConfig config;
    private final DalleBartParameters parameters;
    private final GraphBuilder graph;
    private final Blocks blocks;
    private final int heads;
    private final int headDim;
    private final int cacheDim;

    /** What a step tells. All variants share the same weights. */
    public enum Variant {
        /** The logits: for drawing pictures. */
        STEP("image_decoder_step"),
        /** Also where every head looked in the text: for looking inside. */
        INSPECT("image_decoder_inspect");

        private final String graphName;

        Variant(String graphName) {
            this.graphName = graphName;
        }
    }

    /**
     * @param config the checkpoint's shape
     * @param parameters DalleBart's
     * @param weights receives the weights
     * @param variant what the graph tells
     */
    public ImageDecoderGraph(DalleBartConfig config, Parameters parameters, WeightFile weights, Variant variant) {
        this.variant = variant;
        this.config = config;
        this.parameters = DalleBartParameters.of(parameters);
        this.graph = new GraphBuilder(variant.graphName, weights);
        this.blocks = new Blocks(graph, config);
        this.heads = config.decoder().heads();
        this.headDim = config.dModel() / heads;
        this.cacheDim = config.cacheHeadDim();
    }

    /** Builds the graph. */
    public GraphBuilder build() throws IOException {
        Value tokens = graph.input("tokens", ElementType.INT64, "texts", "pictures");
        Value position = graph.input("position", ElementType.INT32, 1);
        Value bias = graph.input("cross_bias", ElementType.FLOAT, "texts", 1, 1, 1, "text_tokens");
        Lanes lanes = lanes(tokens, position);

        Value x = embed(tokens, position);
        for (int i = 0; i < config.decoder().layers(); i++) {
            x = layer(x, bias, lanes, i);
        }
        Value last = blocks.layerNormBeforeDense(x, parameters.group("model/decoder/final_ln"), config.dModel());
        Value logits = blocks.linear(last, parameters.tensor("lm_head/kernel", config.dModel(), config.logits()));
        graph.output("logits", logits, ElementType.FLOAT, "texts", "pictures", config.logits());
        return graph;
    }

    /**
     * What all layers need to know about this step's lanes.
     *
     * @param pastLength int32 {@code [texts · pictures]}, the position, once per lane
     * @param totalLength int32 {@code [1]}, the position + 1
     * @param modelShape the shape {@code [texts, pictures, dModel]}
     * @param cacheShape the shape {@code [texts, pictures, heads · cacheDim]}
     * @param queryShape the shape {@code [texts, pictures, heads, 1, headDim]}
     */
    private record Lanes(Value pastLength, Value totalLength, Value modelShape, Value cacheShape, Value queryShape) {}

    private Lanes lanes(Value tokens, Value position) {
        Value shape = graph.op("Shape", List.of(tokens));
        Value count = graph.op("ReduceProd", List.of(shape), Attribute.of("keepdims", 1));
        Value one = graph.op("Cast", List.of(graph.integers(1)), Attribute.of("to", 6));
        return new Lanes(
                graph.op("Expand", List.of(position, count)),
                graph.op("Add", List.of(position, one)),
                concat(shape, graph.integers(config.dModel())),
                concat(shape, graph.integers((long) heads * cacheDim)),
                concat(shape, graph.integers(heads, 1, headDim)));
    }

    private Value concat(Value a, Value b) {
        return graph.op("Concat", List.of(a, b), Attribute.of("axis", 0));
    }

    /** {@code [texts, pictures] → [texts, pictures, dModel]}. */
    private Value embed(Value tokens, Value position) throws IOException {
        DalleBartParameters decoder = parameters.group("model/decoder");
        Value codes =
                graph.weight(Weight.of(decoder.tensor("embed_tokens/embedding", config.logits(), config.dModel())));
        Value places = graph.weight(Weight.of(positions(decoder)));
        Value sum =
                blocks.add(graph.op("Gather", List.of(codes, tokens)), graph.op("Gather", List.of(places, position)));
        return blocks.layerNorm(sum, decoder.group("layernorm_embedding"), config.dModel());
    }

    /** Early checkpoints have one position more than there are image tokens. */
    private Tensor positions(DalleBartParameters decoder) {
        String path = "embed_positions/embedding";
        int length = config.imageLength();
        return decoder.rows(path).orElse(length) == length + 1
                ? decoder.tensor(path, length + 1, config.dModel())
                : decoder.tensor(path, length, config.dModel());
    }

    private Value layer(Value x, Value bias, Lanes lanes, int index) throws IOException {
        int d = config.dModel();
        DalleBartParameters layer =
                parameters.decoderLayer(index, config.decoder().layers());
        Value h = blocks.layerNormBeforeDense(x, layer.group("LayerNorm_0"), d);
        Value seen = selfAttention(h, lanes, layer.group("FlaxBartAttention_0"), index);
        x = blocks.add(x, blocks.layerNorm(seen, layer.group("LayerNorm_1"), d));
        h = blocks.layerNormBeforeDense(x, layer.group("LayerNorm_2"), d);
        Value read = crossAttention(h, bias, lanes, layer.group("FlaxBartAttention_1"), index);
        x = blocks.add(x, blocks.layerNorm(read, layer.group("LayerNorm_3"), d));
        return blocks.add(
                x, blocks.glu(x, layer.group("GLU_0"), config.decoder().ffn()));
    }

    private Value selfAttention(Value x, Lanes lanes, DalleBartParameters attention, int index) throws IOException {
        Object[] cacheShape = {"lanes", heads, config.imageLength(), cacheDim};
        Value pastKeys = graph.input("past_key_" + index, ElementType.FLOAT, cacheShape);
        Value pastValues = graph.input("past_value_" + index, ElementType.FLOAT, cacheShape);
        Weight kernels = blocks.queriesKeysValues(attention, headDim, cacheDim);
        Value projected = graph.op("MatMul", List.of(x, graph.weight(kernels)));
        Value packed = blocks.reshape(projected, -1, 1, 3L * heads * cacheDim);
        List<Value> outputs = graph.contrib(
                "GroupQueryAttention",
                List.of(packed, Value.NONE, Value.NONE, pastKeys, pastValues, lanes.pastLength, lanes.totalLength),
                3,
                Attribute.of("num_heads", heads),
                Attribute.of("kv_num_heads", heads),
                Attribute.of("scale", (float) (1 / Math.sqrt(headDim))));
        graph.output("present_key_" + index, outputs.get(1), ElementType.FLOAT, cacheShape);
        graph.output("present_value_" + index, outputs.get(2), ElementType.FLOAT, cacheShape);
        Value merged = graph.op("Reshape", List.of(outputs.get(0), lanes.cacheShape));
        Weight out = Weight.withPaddedRows(blocks.projection(attention, "out"), headDim, cacheDim);
        return graph.op("MatMul", List.of(merged, graph.weight(out)));
    }

    private Value crossAttention(Value x, Value bias, Lanes lanes, DalleBartParameters attention, int index)
            throws IOException {
        Value keys = graph.input("cross_key_" + index, ElementType.FLOAT, "texts", 1, heads, headDim, "text_tokens");
        Value values =
                graph.input("cross_value_" + index, ElementType.FLOAT, "texts", 1, heads, "text_tokens", headDim);
        Value queries = blocks.scaleQueries(blocks.linear(x, blocks.projection(attention, "q")), heads);
        Value weights = blocks.attention(graph.op("Reshape", List.of(queries, lanes.queryShape)), keys, bias);
        if (variant == Variant.INSPECT) {
            graph.output(
                    "cross_attention_" + index,
                    weights,
                    ElementType.FLOAT,
                    "texts",
                    "pictures",
                    heads,
                    1,
                    "text_tokens");
        }
        Value attended = graph.op("MatMul", List.of(weights, values));
        Value merged = graph.op("Reshape", List.of(attended, lanes.modelShape));
        return blocks.linear(merged, blocks.projection(attention, "out"));
    }
}
