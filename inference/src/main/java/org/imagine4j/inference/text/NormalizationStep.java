package org.imagine4j.inference.text;

import java.util.List;

/**
 * What one step of the normaliser did to a prompt.
 *
 * @param name what the step is for, in a few words
 * @param before the text it was given
 * @param after the text it gave; between the steps that keep dots, apostrophes and slashes and those that restore them, others
 *     stand for them, see {@link TextNormalizer#readable}
 * @param edits where the two differ, from left to right
 */
public record NormalizationStep(String name, String before, String after, List<TextEdit> edits) {

    public NormalizationStep {
        edits = List.copyOf(edits);
    }

    /** Whether it did anything. */
    public boolean changed() {
        return !before.equals(after);
    }
}
