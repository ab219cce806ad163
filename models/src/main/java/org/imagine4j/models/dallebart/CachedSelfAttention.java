package org.imagine4j.models.dallebart;

import java.util.List;
import org.imagine4j.models.onnx.Attribute;
import org.imagine4j.models.onnx.GraphBuilder;
import org.imagine4j.models.onnx.Value;

/**
 * Self-attention that finds the keys and values of earlier positions in a cache, through {@code
 * com.microsoft.GroupQueryAttention}. It wants head sizes that are multiples of 8.
 *
 * @param packedShape the shape {@code [lanes, length, 3 · heads · cacheDim]}
 * @param lastPosition int32 {@code [lanes]}: the last of these positions, once per lane
 * @param totalLength int32 {@code [1]}: the last of these positions + 1
 */
record CachedSelfAttention(
        GraphBuilder graph,
        DalleBartConfig config,
        Value packedShape,
        Value lastPosition,
        Value totalLength,
        Cache cache)
        implements SelfAttention {

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

    @Override
    public Value gather(int layer, Value projected) {
        int heads = config.decoder().heads();
        Value packed = graph.op("Reshape", List.of(projected, packedShape));
        KeysValues past = cache.past(layer);
        List<Value> outputs = graph.contrib(
                "GroupQueryAttention",
                List.of(packed, Value.NONE, Value.NONE, past.keys, past.values, lastPosition, totalLength),
                3,
                Attribute.of("num_heads", heads),
                Attribute.of("kv_num_heads", heads),
                Attribute.of("scale", (float) (1 / Math.sqrt((double) config.dModel() / heads))));
        cache.present(layer, new KeysValues(outputs.get(1), outputs.get(2)));
        return outputs.get(0);
    }
}
