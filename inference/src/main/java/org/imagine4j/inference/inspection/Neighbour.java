package org.imagine4j.inference.inspection;

/**
 * A code near another one.
 *
 * @param code codebook index
 * @param distance of their vectors (Euclidean)
 */
public record Neighbour(int code, double distance) {}
