package org.imagine4j.models.dallebart;

import java.io.IOException;
import java.util.List;
import org.imagine4j.models.Precision;
import org.imagine4j.models.checkpoint.Tensor;
import org.imagine4j.models.onnx.ElementType;
import org.imagine4j.models.onnx.GraphBuilder;
import org.imagine4j.models.onnx.Value;
import org.imagine4j.models.onnx.Weight;

/**
 * The image decoder from tokens to logits, for one or several positions of every lane at once. Rows are lane by lane,
 * position by position: {@code [1, lanes · length, width]}.
 *
 * <p>How positions look at each other is left to a {@link SelfAttention}. Heads are padded with zeros in the weights to a
 * multiple of 8 ({@code cacheDim}), which the cached one wants and which changes no value.
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

    /** Hears what passes through the layers. */
    interface Listener {

        /** Hears nothing. */
        Listener NONE = new Listener() {};

        /** Where a layer's heads looked in the text: {@code [texts, pictures · length, heads, 1, text tokens]}. */
        default void attended(int layer, Value weights) {}

        /** What a layer leaves to the next one, in rows. */
        default void left(int layer, Value rows) {}
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
     * Self-attention with a cache.
     *
     * @param count int64 {@code [1]}: how many lanes
     * @param packedShape the shape {@code [lanes, length, 3 · heads · cacheDim]}, -1 for the lanes; a constant where the
     *     length is one
     * @param last int32 {@code [1]}: the last of these positions
     * @param cache keys and values
     */
    SelfAttention cached(Value count, Value packedShape, Value last, CachedSelfAttention.Cache cache) {
        return new CachedSelfAttention(
                graph,
                config,
                packedShape,
                graph.op("Expand", List.of(last, count)),
                graph.op("Add", List.of(last, graph.scalar(ElementType.INT32, 1))),
                cache);
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

    /**
     * Rows through all layers.
     *
     * @param texts int64 {@code [1]}: how many texts; lanes are {@code [texts, pictures]}
     */
    Value run(Value rows, Value texts, SelfAttention selfAttention, Listener listener) throws IOException {
        Value queryShape = blocks.join(texts, graph.integers(-1, heads, 1, headDim));
        Value x = rows;
        for (int i = 0; i < config.decoder().layers(); i++) {
            x = layer(x, queryShape, selfAttention, listener, i);
            listener.left(i, x);
        }
        return x;
    }

    /** {@code [1, rows, dModel] → [1, rows, logits]}. */
    Value logits(Value rows) throws IOException {
        Value last = blocks.layerNormBeforeDense(rows, parameters.group("model/decoder/final_ln"), config.dModel());
        return blocks.linear(last, parameters.tensor("lm_head/kernel", config.dModel(), config.logits()));
    }

    private Value layer(Value x, Value queryShape, SelfAttention selfAttention, Listener listener, int index)
            throws IOException {
        int d = config.dModel();
        DalleBartParameters layer =
                parameters.decoderLayer(index, config.decoder().layers());
        Value h = blocks.layerNormBeforeDense(x, layer.group("LayerNorm_0"), d);
        Value seen = lookBack(h, selfAttention, layer.group("FlaxBartAttention_0"), index);
        x = blocks.add(x, blocks.layerNorm(seen, layer.group("LayerNorm_1"), d));
        h = blocks.layerNormBeforeDense(x, layer.group("LayerNorm_2"), d);
        Value read = crossAttention(h, queryShape, listener, layer.group("FlaxBartAttention_1"), index);
        x = blocks.add(x, blocks.layerNorm(read, layer.group("LayerNorm_3"), d));
        return blocks.add(
                x, blocks.glu(x, layer.group("GLU_0"), config.decoder().ffn()));
    }

    private Value lookBack(Value x, SelfAttention selfAttention, DalleBartParameters attention, int index)
            throws IOException {
        Value projected = blocks.linear(x, blocks.queriesKeysValues(attention, headDim, cacheDim));
        Value gathered =
                blocks.reshape(selfAttention.gather(index, projected), graph.integers(1, -1, (long) heads * cacheDim));
        return blocks.linear(gathered, Weight.withPaddedRows(blocks.projection(attention, "out"), headDim, cacheDim));
    }

    /** @param queryShape the shape {@code [texts, pictures · length, heads, 1, headDim]} */
    private Value crossAttention(Value x, Value queryShape, Listener listener, DalleBartParameters attention, int index)
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
