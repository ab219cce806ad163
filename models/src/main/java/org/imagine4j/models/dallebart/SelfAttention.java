package org.imagine4j.models.dallebart;

import org.imagine4j.models.onnx.Value;

/** How the positions of a lane look at each other. */
@FunctionalInterface
interface SelfAttention {

    /**
     * What the heads of a layer gather from the positions up to each one.
     *
     * @param projected queries, keys and values side by side, {@code [1, rows, 3 · heads · cacheDim]}; queries are not
     *     scaled yet
     * @return {@code [.., heads · cacheDim]}, as many numbers as rows have queries
     */
    Value gather(int layer, Value projected);
}
