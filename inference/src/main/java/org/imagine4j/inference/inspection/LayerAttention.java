package org.imagine4j.inference.inspection;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * Where the heads of one layer looked, {@code [head][query][key]}, after softmax (Vaswani et al.: Attention Is All You
 * Need, 2017). The weights of a head and query sum to 1 over the keys.
 *
 * <p>Immutable.
 */
public final class LayerAttention {

    private final int heads;
    private final int queries;
    private final int keys;
    private final float[] weights;

    /** @param weights {@code [heads, queries, keys]}, row-major; not copied */
    private LayerAttention(int heads, int queries, int keys, float[] weights) {
        this.heads = heads;
        this.queries = queries;
        this.keys = keys;
        this.weights = weights;
    }

    /**
     * The attention without what was only padding.
     *
     * @param padded {@code [.., heads, paddedQueries, paddedKeys]}, row-major
     * @param first which heads: where the first number of the first one lies
     */
    static LayerAttention of(
            FloatBuffer padded, int first, int heads, int paddedQueries, int paddedKeys, int queries, int keys) {
        float[] weights = new float[heads * queries * keys];
        for (int head = 0; head < heads; head++) {
            for (int query = 0; query < queries; query++) {
                int row = first + (head * paddedQueries + query) * paddedKeys;
                padded.get(row, weights, (head * queries + query) * keys, keys);
            }
        }
        return new LayerAttention(heads, queries, keys, weights);
    }

    public int heads() {
        return heads;
    }

    public int queries() {
        return queries;
    }

    public int keys() {
        return keys;
    }

    /**
     * One head, from 0.
     *
     * @throws IndexOutOfBoundsException if there is no such head
     */
    public AttentionMatrix head(int head) {
        Objects.checkIndex(head, heads);
        int size = queries * keys;
        return new AttentionMatrix(keys, Arrays.copyOfRange(weights, head * size, (head + 1) * size));
    }

    /** The average of the heads. */
    public AttentionMatrix mean() {
        float[] mean = new float[queries * keys];
        addTo(mean, 1f / heads);
        return new AttentionMatrix(keys, mean);
    }

    /** Adds up the heads, each times a factor. */
    void addTo(float[] sums, float factor) {
        for (int i = 0; i < weights.length; i++) {
            sums[i % sums.length] += weights[i] * factor;
        }
    }

    /** A copy, {@code [head][query][key]}. */
    public float[][][] toArray() {
        float[][][] copy = new float[heads][][];
        Arrays.setAll(copy, head -> head(head).toArray());
        return copy;
    }
}
