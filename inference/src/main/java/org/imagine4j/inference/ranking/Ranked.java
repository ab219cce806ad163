package org.imagine4j.inference.ranking;

import java.util.Objects;
import org.imagine4j.inference.Artwork;

/**
 * A picture and how well it fits its prompt.
 *
 * @param artwork the picture; its recipe, index included, is what it was
 * @param score how well it fits
 */
public record Ranked(Artwork artwork, Score score) {

    public Ranked {
        Objects.requireNonNull(artwork, "artwork");
        Objects.requireNonNull(score, "score");
    }
}
