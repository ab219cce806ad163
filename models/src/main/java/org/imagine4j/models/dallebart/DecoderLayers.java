package org.imagine4j.models.dallebart;

import java.io.IOException;
import java.util.List;
import org.imagine4j.models.Precision;
import org.imagine4j.models.checkpoint.Tensor;
import org.imagine4j.models.onnx.Attribute;
import org.imagine4j.models.onnx.ElementType;
import org.imagine4j.models.onnx.GraphBuilder;
import org.imagine4j.models.onnx.Value;
import org.imagine4j.models.onnx.Weight;

/**
 * The image decoder from tokens to logits, for one or several positions of every lane at once. Rows are lane by lane,
 * position by position: {@code [1, lanes · length, width]}.
 *
 * <p>Self-attention works through {@code com.microsoft.GroupQueryAttention}. It wants head sizes that are multiples of 8;
 * others are padded with zeros in the weights ({@code cacheDim}), which changes no value.
 */
final class DecoderLayers {

    private final GraphBuilder graph;
    private final Precision precision;
    private final DalleBartConfig config;
    private final DalleBartParameters parameters;
    private final Blocks blocks;
    private final int heads;
    private final int headDim;
    private final int cacheDim;

    /**
     * The lanes of a pass.
     *
     * @param texts int64 {@code [1]}: how many texts; lanes are {@code [texts, pictures]}
     * @param packedShape the shape {@code [lanes, length, 3 · heads · cacheDim]}, -1 for the lanes; a constant where the
     *     length is one
     * @param lastPosition int32 {@code [lanes]}: the last of these positions, once per lane
     * @param totalLength int32 {@code [1]}: the last of these positions + 1
     */
    record Lanes(Value texts, Value packedShape, Value lastPosition, Value totalLength) {}

    /** A layer's keys and values, each {@code [lanes, heads, positions, cacheDim]}. */
    record KeysValues(Value keys, Value values) {

        /** Of no position. */
        static final KeysValues NONE = new KeysValues(Value.NONE, Value.NONE);
    }

    /** Where the layers find the keys and values of earlier positions, and leave those that include the new ones. */
    interface Cache {

        KeysValues past(int layer);

        void present(int layer, KeysValues present);
    }

    /** Hears where a layer's heads looked in the text: {@code [texts, pictures · length, heads, 1, text tokens]}. */
    @FunctionalInterface
    interface AttentionListener {

        /** Hears nothing. */
        AttentionListener NONE = (layer, weights) -> {};

        void attended(int layer, Value weights);
    }

    DecoderLayers(GraphBuilder graph, Precision precision, DalleBartConfig config, DalleBartParameters parameters) {
        this.graph = graph;
        this.precision = precision;
        this.config = config;
        this.parameters = parameters;
        this.blocks = new Blocks(graph, precision, config);
        this.heads = config.decoder().heads();
        this.headDim = config.dModel() / heads;
        this.cacheDim = config.cacheHeadDim();
    }

    /** The same layers and weights for another number of rows, in the same graph or in one inside it. */
    DecoderLayers in(GraphBuilder sameOrInner) {
        return new DecoderLayers(sameOrInner, precision, config, parameters);
    }

    /**
     * The lanes of a pass.
     *
     * @param texts int64 {@code [1]}: how many texts
     * @param count int64 {@code [1]}: how many lanes
     * @param packedShape see {@link Lanes}
     * @param last int32 {@code [1]}: the last position
     */
    Lanes lanes(Value texts, Value count, Value packedShape, Value last) {
        return new Lanes(
                texts,
                packedShape,
                graph.op("Expand", List.of(last, count)),
                graph.op("Add", List.of(last, graph.scalar(ElementType.INT32, 1))));
    }

    /**
     * What the decoder reads at some positions.
     *
     * @param tokens {@code [lanes, length]}
     * @param positions {@code [length]}
     * @return rows
     */
    Value embed(Value tokens, Value positions) throws IOException {
        DalleBartParameters decoder = parameters.group("model/decoder");
        Value codes =
                graph.weight(Weight.of(decoder.tensor("embed_tokens/embedding", config.logits(), config.dModel())));
        Value places = graph.weight(Weight.of(places(decoder)));
        Value sum =
                blocks.add(graph.op("Gather", List.of(codes, tokens)), graph.op("Gather", List.of(places, positions)));
        return blocks.layerNorm(blocks.rows(sum), decoder.group("layernorm_embedding"), config.dModel());
    }

    /** Early checkpoints have one position more than there are image tokens. */
    private Tensor places(DalleBartParameters decoder) {
        String path = "embed_positions/embedding";
        int length = config.imageLength();
        return decoder.rows(path).orElse(length) == length + 1
                ? decoder.tensor(path, length + 1, config.dModel())
                : decoder.tensor(path, length, config.dModel());
    }

    /** Rows through all layers. */
    Value run(Value rows, Lanes lanes, Cache cache, AttentionListener listener) throws IOException {
        Value queryShape = blocks.join(lanes.texts, graph.integers(-1, heads, 1, headDim));
        Value x = rows;
        for (int i = 0; i < config.decoder().layers(); i++) {
            x = layer(x, lanes, queryShape, cache, listener, i);
        }
        return x;
    }

    /** {@code [1, rows, dModel] → [1, rows, logits]}. */
    Value logits(Value rows) throws IOException {
        Value last = blocks.layerNormBeforeDense(rows, parameters.group("model/decoder/final_ln"), config.dModel());
        return blocks.linear(last, parameters.tensor("lm_head/kernel", config.dModel(), config.logits()));
    }

    private Value layer(Value x, Lanes lanes, Value queryShape, Cache cache, AttentionListener listener, int index)
            throws IOException {
        int d = config.dModel();
        DalleBartParameters layer =
                parameters.decoderLayer(index, config.decoder().layers());
        Value h = blocks.layerNormBeforeDense(x, layer.group("LayerNorm_0"), d);
        Value seen = selfAttention(h, lanes, cache, layer.group("FlaxBartAttention_0"), index);
        x = blocks.add(x, blocks.layerNorm(seen, layer.group("LayerNorm_1"), d));
        h = blocks.layerNormBeforeDense(x, layer.group("LayerNorm_2"), d);
        Value read = crossAttention(h, queryShape, listener, layer.group("FlaxBartAttention_1"), index);
        x = blocks.add(x, blocks.layerNorm(read, layer.group("LayerNorm_3"), d));
        return blocks.add(
                x, blocks.glu(x, layer.group("GLU_0"), config.decoder().ffn()));
    }

    private Value selfAttention(Value x, Lanes lanes, Cache cache, DalleBartParameters attention, int index)
            throws IOException {
        Value projected = blocks.linear(x, blocks.queriesKeysValues(attention, headDim, cacheDim));
        Value packed = blocks.reshape(projected, lanes.packedShape);
        KeysValues past = cache.past(index);
        List<Value> outputs = graph.contrib(
                "GroupQueryAttention",
                List.of(packed, Value.NONE, Value.NONE, past.keys, past.values, lanes.lastPosition, lanes.totalLength),
                3,
                Attribute.of("num_heads", heads),
                Attribute.of("kv_num_heads", heads),
                Attribute.of("scale", (float) (1 / Math.sqrt(headDim))));
        cache.present(index, new KeysValues(outputs.get(1), outputs.get(2)));
        Value merged = blocks.reshape(outputs.get(0), graph.integers(1, -1, (long) heads * cacheDim));
        return blocks.linear(merged, Weight.withPaddedRows(blocks.projection(attention, "out"), headDim, cacheDim));
    }

    /** @param queryShape the shape {@code [texts, pictures · length, heads, 1, headDim]} */
    private Value crossAttention(
            Value x, Value queryShape, AttentionListener listener, DalleBartParameters attention, int index)
            throws IOException {
        Weight kernel = Weight.of(blocks.projection(attention, "q")).times(blocks.queryScale(heads));
        Value queries = blocks.linear(x, kernel);
        Value weights = blocks.attention(
                blocks.reshape(queries, queryShape), CrossAttentionInputs.keys(index), CrossAttentionInputs.bias());
        listener.attended(index, weights);
        Value attended = graph.op("MatMul", List.of(weights, CrossAttentionInputs.values(index)));
        return blocks.linear(blocks.rows(attended), blocks.projection(attention, "out"));
    }
}
