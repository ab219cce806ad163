package org.imagine4j.models.dallebart;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.imagine4j.models.Precision;
import org.imagine4j.models.checkpoint.Parameters;
import org.imagine4j.models.onnx.Attribute;
import org.imagine4j.models.onnx.ElementType;
import org.imagine4j.models.onnx.GraphBuilder;
import org.imagine4j.models.onnx.Value;
import org.imagine4j.models.onnx.WeightFile;

/**
 * All positions of one picture in one run, its tokens being known ("teacher forcing"): for looking inside. It tells what
 * the layers leave and where heads look; {@link ImageDecoderHeadGraph} makes logits of the former.
 *
 * <p>What is large is told only of the layers that are asked for, so that the others take no memory; the runtime computes
 * all of them anyway.
 *
 * <table>
 *   <caption>Inputs and outputs</caption>
 *   <tr><td>{@code tokens}</td><td>int64 {@code [positions]}: the start token and all tokens but the last; every text
 *       reads them</td></tr>
 *   <tr><td>{@code cross_bias, cross_key_i, cross_value_i}</td><td>as {@link TextEncoderGraph} emits them</td></tr>
 *   <tr><td>{@code state_layers, attention_layers}</td><td>int64 {@code [layers]}: 1 for a layer that is asked for, else
 *       0</td></tr>
 *   <tr><td>{@code states}</td><td>float {@code [layers asked for, texts · positions, dModel]}, what they leave, in the
 *       graph's own floats</td></tr>
 *   <tr><td>{@code cross_attention}</td><td>float {@code [layers, heads, positions, tokens]}, all layers, of the last
 *       text; sums to 1 over its tokens</td></tr>
 *   <tr><td>{@code self_attention}</td><td>float {@code [layers asked for, heads, positions, positions]}, of the last
 *       text; sums to 1 over what was read up to a position, the start token being the first</td></tr>
 * </table>
 */
public final class ImageDecoderInspectionGraph {

    private final DalleBartConfig config;
    private final GraphBuilder graph;
    private final Blocks blocks;
    private final DecoderLayers layers;

    private final List<Value> states = new ArrayList<>();
    private final List<Value> crossAttention = new ArrayList<>();
    private final List<Value> selfAttention = new ArrayList<>();

    /**
     * @param config the checkpoint's shape
     * @param parameters DalleBart's
     * @param weights receives the weights
     * @param precision of weights and products
     */
    public ImageDecoderInspectionGraph(
            DalleBartConfig config, Parameters parameters, WeightFile weights, Precision precision) {
        this.config = config;
        this.graph = new GraphBuilder("image_decoder_inspect", weights, ElementType.floatsOf(precision));
        this.blocks = new Blocks(graph, precision, config);
        this.layers = new DecoderLayers(graph, precision, config, DalleBartParameters.of(parameters));
    }

    /** Builds the graph. */
    public GraphBuilder build() throws IOException {
        int layerCount = config.decoder().layers();
        Value tokens = graph.input("tokens", ElementType.INT64, "positions");
        Value stateLayers = graph.input("state_layers", ElementType.INT64, layerCount);
        Value attentionLayers = graph.input("attention_layers", ElementType.INT64, layerCount);
        CrossAttentionInputs.declare(graph, config);
        Value texts = graph.op(
                "Shape", List.of(CrossAttentionInputs.bias()), Attribute.of("start", 0), Attribute.of("end", 1));
        Value lastText = graph.op("Sub", List.of(texts, graph.integers(1)));
        Value shape = graph.op("Shape", List.of(tokens));
        Value lanes = graph.op("Expand", List.of(tokens, blocks.join(texts, shape)));
        Value length = graph.op("Squeeze", List.of(shape, graph.integers(0)));
        Value positions = graph.op(
                "Range", List.of(graph.scalar(ElementType.INT64, 0), length, graph.scalar(ElementType.INT64, 1)));

        SelfAttention lookBack = new TracedSelfAttention(
                graph,
                blocks,
                config,
                length,
                (layer, weights) -> selfAttention.add(slice(weights, lastText, chosen(attentionLayers, layer))));
        layers.run(layers.embed(lanes, positions), texts, lookBack, new DecoderLayers.Listener() {
            @Override
            public void attended(int layer, Value weights) {
                crossAttention.add(slice(weights, lastText, graph.integers(1)));
            }

            @Override
            public void left(int layer, Value rows) {
                states.add(slice(rows, graph.integers(0), chosen(stateLayers, layer)));
            }
        });
        graph.output("states", stacked(states), graph.floatType(), "state_layers", "rows", config.dModel());
        outputCrossAttention();
        int heads = config.decoder().heads();
        graph.output(
                "self_attention",
                blocks.inFloats(stacked(selfAttention)),
                ElementType.FLOAT,
                "attention_layers",
                heads,
                "positions",
                "positions");
        return graph;
    }

    /** From {@code [layers, positions, heads, 1, tokens]}. */
    private void outputCrossAttention() {
        Value squeezed = graph.op("Squeeze", List.of(stacked(crossAttention), graph.integers(3)));
        graph.output(
                "cross_attention",
                blocks.inFloats(blocks.transpose(squeezed, 0, 2, 1, 3)),
                ElementType.FLOAT,
                config.decoder().layers(),
                config.decoder().heads(),
                "positions",
                "text_tokens");
    }

    /** 1 or 0, {@code [1]}. */
    private Value chosen(Value mask, int layer) {
        return graph.op("Gather", List.of(mask, graph.integers(layer)));
    }

    /** {@code count} entries along the first axis. */
    private Value slice(Value x, Value first, Value count) {
        Value end = graph.op("Add", List.of(first, count));
        return graph.op("Slice", List.of(x, first, end, graph.integers(0)));
    }

    private Value stacked(List<Value> parts) {
        return graph.op("Concat", parts, Attribute.of("axis", 0));
    }
}
