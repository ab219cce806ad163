package org.imagine4j.inference.inspection;

import java.util.function.IntToDoubleFunction;

/** Numbers as of models that tests do not have. */
public final class MadeUp {

    private MadeUp() {}

    /** A map with the given value of each position. */
    public static GridMap map(int rows, int columns, IntToDoubleFunction value) {
        return GridMap.of(rows, columns, value);
    }

    /** Attention with the given weights, {@code [query][key]} row by row. */
    public static AttentionMatrix attention(int keys, float[] weights) {
        return new AttentionMatrix(keys, weights);
    }
}
