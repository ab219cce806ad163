package org.imagine4j.magics.attention;

import org.imagine4j.inference.inspection.GridMap;
import org.imagine4j.inference.inspection.Word;

/**
 * A number for every patch about one word.
 *
 * @param word of the prompt, or one of its ends
 * @param map the numbers
 */
public record WordMap(Word word, GridMap map) {

    /** The mean of all patches. */
    public double mean() {
        return map.sum() / (map.rows() * map.columns());
    }
}
