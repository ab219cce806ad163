package org.imagine4j.models.onnx;

/**
 * A value in a graph: an input, a weight, or the output of a node.
 *
 * @param name unique in its graph; empty stands for an optional input that is left out
 */
public record Value(String name) {

    /** An optional input that is left out. */
    public static final Value NONE = new Value("");
}
