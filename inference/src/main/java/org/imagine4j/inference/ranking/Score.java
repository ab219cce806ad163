package org.imagine4j.inference.ranking;

/**
 * How well a picture fits its prompt.
 *
 * @param similarity the cosine of prompt and picture, −1 to 1
 * @param probability the softmax over the pictures of the same prompt, 0 to 1: how sure the scorer is that this one was
 *     meant; together 1
 */
public record Score(double similarity, double probability) {

    /** The CLIP score as the field gives it, 100 times the cosine. */
    public double clipScore() {
        return 100 * similarity;
    }
}
