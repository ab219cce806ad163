package org.imagine4j.inference.decoding;

import java.util.List;

/**
 * Texts that are decoded together.
 *
 * @param ids of each text, {@code <s> … </s>}; the prompt is the last
 * @param emphasis what is added to the decoder's attention to each token of the last text before it is normalised; empty
 *     for nothing
 */
public record Texts(List<int[]> ids, List<Double> emphasis) {

    /** @throws IllegalArgumentException if there is no text, or the emphasis is not of the last text's length */
    public Texts {
        ids = List.copyOf(ids);
        emphasis = List.copyOf(emphasis);
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("There is no text.");
        }
        if (!emphasis.isEmpty() && emphasis.size() != ids.get(ids.size() - 1).length) {
            throw new IllegalArgumentException(
                    emphasis.size() + " numbers for a text of " + ids.get(ids.size() - 1).length + " tokens.");
        }
    }

    /** Texts as they are. */
    public static Texts of(List<int[]> ids) {
        return new Texts(ids, List.of());
    }

    /** The length to which all of them are padded. */
    int paddedLength() {
        return ids.stream().mapToInt(text -> text.length).max().orElseThrow();
    }
}
