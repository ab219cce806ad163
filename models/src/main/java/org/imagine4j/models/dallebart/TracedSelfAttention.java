package org.imagine4j.models.dallebart;

import java.util.List;
import org.imagine4j.models.onnx.Attribute;
import org.imagine4j.models.onnx.ElementType;
import org.imagine4j.models.onnx.GraphBuilder;
import org.imagine4j.models.onnx.Value;

/** Self-attention over all positions at once, spelt out so that its weights can be told. */
final class TracedSelfAttention implements SelfAttention {

    private final GraphBuilder graph;
    private final Blocks blocks;
    private final int heads;
    private final int cacheDim;
    private final Value headShape;
    private final Value mask;
    private final Listener listener;

    /** Hears where a layer's heads looked: {@code [lanes, heads, length, length]}. */
    @FunctionalInterface
    interface Listener {

        void attended(int layer, Value weights);
    }

    /** @param length int64 {@code []}: how many positions each lane has */
    TracedSelfAttention(GraphBuilder graph, Blocks blocks, DalleBartConfig config, Value length, Listener listener) {
        this.graph = graph;
        this.blocks = blocks;
        this.heads = config.decoder().heads();
        this.cacheDim = config.cacheHeadDim();
        this.listener = listener;
        Value lengths = graph.op("Unsqueeze", List.of(length, graph.integers(0)));
        this.headShape = blocks.join(blocks.join(graph.integers(-1), lengths), graph.integers(heads, cacheDim));
        this.mask = mask(length);
    }

    /** Added to scores: 0 up to a position, very negative after it; {@code [length, length]}. */
    private Value mask(Value length) {
        Value positions = graph.op(
                "Range", List.of(graph.scalar(ElementType.INT64, 0), length, graph.scalar(ElementType.INT64, 1)));
        Value later =
                graph.op("Less", List.of(graph.op("Unsqueeze", List.of(positions, graph.integers(1))), positions));
        return graph.op("Where", List.of(later, graph.scalar(Blocks.MASKED), graph.scalar(0)));
    }

    @Override
    public Value gather(int layer, Value projected) {
        long width = (long) heads * cacheDim;
        List<Value> parts = graph.ops(
                "Split", List.of(projected, graph.integers(width, width, width)), 3, Attribute.of("axis", -1));
        Value queries =
                blocks.transpose(blocks.reshape(blocks.scaleQueries(parts.get(0), heads), headShape), 0, 2, 1, 3);
        Value keys = blocks.transpose(blocks.reshape(parts.get(1), headShape), 0, 2, 3, 1);
        Value values = blocks.transpose(blocks.reshape(parts.get(2), headShape), 0, 2, 1, 3);
        Value weights = blocks.attention(queries, keys, mask);
        listener.attended(layer, weights);
        return blocks.transpose(graph.op("MatMul", List.of(weights, values)), 0, 2, 1, 3);
    }
}
