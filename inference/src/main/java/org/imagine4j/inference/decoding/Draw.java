package org.imagine4j.inference.decoding;

import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.Sampling;

/**
 * How one picture's tokens are drawn.
 *
 * @param sampling guidance, temperature, top-k and top-p
 * @param random the picture's random numbers
 */
public record Draw(Sampling sampling, RandomStream random) {

    /** As a recipe says. */
    public static Draw of(Recipe recipe) {
        return new Draw(recipe.sampling(), new RandomStream(recipe.seed(), recipe.index()));
    }
}
