package org.imagine4j.models.dallebart;

import java.io.IOException;
import java.util.List;
import org.imagine4j.models.Precision;
import org.imagine4j.models.checkpoint.Parameters;
import org.imagine4j.models.onnx.Attribute;
import org.imagine4j.models.onnx.ElementType;
import org.imagine4j.models.onnx.GraphBuilder;
import org.imagine4j.models.onnx.Value;
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
 * </table>
 *
 * <p>The cache works through {@code com.microsoft.GroupQueryAttention}, which writes the new key and value into the past
 * tensors when past and present are the same memory.
 */
public final class ImageDecoderGraph {

    private final DalleBartConfig config;
    private final GraphBuilder graph;
    private final Blocks blocks;
    private final DecoderLayers layers;

    /**
     * @param config the checkpoint's shape
     * @param parameters DalleBart's
     * @param weights receives the weights
     * @param precision of weights and products; {@link Precision#FP32} or {@link Precision#INT8}
     */
    public ImageDecoderGraph(DalleBartConfig config, Parameters parameters, WeightFile weights, Precision precision) {
        this.config = config;
        this.graph = new GraphBuilder("image_decoder_step", weights, ElementType.floatsOf(precision));
        this.blocks = new Blocks(graph, precision, config);
        this.layers = new DecoderLayers(graph, precision, config, DalleBartParameters.of(parameters));
    }

    /** Builds the graph. */
    public GraphBuilder build() throws IOException {
        Value tokens = graph.input("tokens", ElementType.INT64, "texts", "pictures");
        Value position = graph.input("position", ElementType.INT32, 1);
        CrossAttentionInputs.declare(graph, config);
        Value shape = graph.op("Shape", List.of(tokens));
        Value lane = blocks.reshape(tokens, graph.integers(-1, 1));
        Value rows = layers.run(
                layers.embed(lane, position),
                graph.op("Slice", List.of(shape, graph.integers(0), graph.integers(1))),
                layers.cached(
                        graph.op("ReduceProd", List.of(shape), Attribute.of("keepdims", 1)),
                        graph.integers(-1, 1, config.packedWidth()),
                        position,
                        new FixedSizeCache()),
                DecoderLayers.Listener.NONE);
        Value logits = blocks.reshape(layers.logits(rows), blocks.join(shape, graph.integers(config.logits())));
        graph.output("logits", logits, graph.floatType(), "texts", "pictures", config.logits());
        return graph;
    }

    /** Tensors with room for every position, as inputs and as outputs. */
    private final class FixedSizeCache implements CachedSelfAttention.Cache {

        private final Object[] shape = {"lanes", config.decoder().heads(), config.imageLength(), config.cacheHeadDim()};

        @Override
        public CachedSelfAttention.KeysValues past(int layer) {
            return new CachedSelfAttention.KeysValues(
                    graph.input("past_key_" + layer, graph.floatType(), shape),
                    graph.input("past_value_" + layer, graph.floatType(), shape));
        }

        @Override
        public void present(int layer, CachedSelfAttention.KeysValues present) {
            graph.output("present_key_" + layer, present.keys(), graph.floatType(), shape);
            graph.output("present_value_" + layer, present.values(), graph.floatType(), shape);
        }
    }
}
