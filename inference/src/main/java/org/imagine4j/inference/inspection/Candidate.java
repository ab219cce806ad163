package org.imagine4j.inference.inspection;

/**
 * A token that could have stood at a position.
 *
 * @param rank 1 for the likeliest
 * @param token codebook index
 * @param probability 0 to 1
 */
public record Candidate(int rank, int token, double probability) {}
