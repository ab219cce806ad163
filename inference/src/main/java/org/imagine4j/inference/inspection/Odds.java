package org.imagine4j.inference.inspection;

/**
 * How a token stood in one distribution over the codebook.
 *
 * @param logProbability natural logarithm of its probability; −∞ where it could not be drawn
 * @param rank 1 for the likeliest token; lower ids first among equals
 * @param entropy of the whole distribution in nats: 0 when only one token was possible, ln(codes) when all were alike
 */
public record Odds(double logProbability, int rank, double entropy) {

    /** Its probability, 0 to 1. */
    public double probability() {
        return Math.exp(logProbability);
    }

    /** How little it was expected, in nats: −ln(probability). */
    public double surprise() {
        return 0 - logProbability;
    }
}
