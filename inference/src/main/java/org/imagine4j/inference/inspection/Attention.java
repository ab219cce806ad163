package org.imagine4j.inference.inspection;

import java.util.List;

/**
 * Where all heads of all layers looked, {@code [layer][head][query][key]}.
 *
 * @param layers from the first to the last; all have equally many queries and keys
 */
public record Attention(List<LayerAttention> layers) {

    public Attention {
        layers = List.copyOf(layers);
    }

    /**
     * One layer, from 0.
     *
     * @throws IndexOutOfBoundsException if there is no such layer
     */
    public LayerAttention layer(int layer) {
        return layers.get(layer);
    }

    /** The average of all heads of all layers. */
    public AttentionMatrix mean() {
        LayerAttention first = layers.get(0);
        float[] mean = new float[first.queries() * first.keys()];
        layers.forEach(layer -> layer.addTo(mean, 1f / (layers.size() * layer.heads())));
        return new AttentionMatrix(first.keys(), mean);
    }

    /** A copy, {@code [layer][head][query][key]}. */
    public float[][][][] toArray() {
        return layers.stream().map(LayerAttention::toArray).toArray(float[][][][]::new);
    }
}
