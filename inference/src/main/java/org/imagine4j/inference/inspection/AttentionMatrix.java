package org.imagine4j.inference.inspection;

import java.util.Arrays;

/**
 * Where every query looked, {@code [query][key]}: of one head, or averaged over several. Every row sums to 1.
 *
 * <p>Immutable.
 */
public final class AttentionMatrix {

    private final int keys;
    private final float[] weights;

    /** @param weights {@code [queries, keys]}, row-major; not copied */
    AttentionMatrix(int keys, float[] weights) {
        this.keys = keys;
        this.weights = weights;
    }

    public int queries() {
        return weights.length / keys;
    }

    public int keys() {
        return keys;
    }

    /**
     * How much of its attention a query gave to a key, 0 to 1.
     *
     * @throws IndexOutOfBoundsException if there is no such query or key
     */
    public double weight(int query, int key) {
        if (key < 0 || key >= keys) {
            throw new IndexOutOfBoundsException("Key " + key + " of " + keys);
        }
        return weights[query * keys + key];
    }

    /** Where a query looked, {@code [keys]}. */
    public double[] lookedAt(int query) {
        double[] row = new double[keys];
        Arrays.setAll(row, key -> weight(query, key));
        return row;
    }

    /** How much every query looked at a key, {@code [queries]}. */
    public double[] lookedAtBy(int key) {
        double[] column = new double[queries()];
        Arrays.setAll(column, query -> weight(query, key));
        return column;
    }

    /** A copy, {@code [query][key]}. */
    public float[][] toArray() {
        float[][] copy = new float[queries()][];
        Arrays.setAll(copy, query -> Arrays.copyOfRange(weights, query * keys, (query + 1) * keys));
        return copy;
    }
}
