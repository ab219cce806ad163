package org.imagine4j.inference.text;

import java.util.List;

/**
 * How a prompt became what the model reads.
 *
 * @param prompt as it was typed
 * @param steps all of the normaliser's, in order; none where nothing was normalised
 * @param text the normalised text
 * @param words what {@code text} was cut into, and how each was merged
 * @param tokens what the model reads, {@code <s>} and {@code </s>} included
 * @param cut the tokens that the model does not read, because its longest text ends before them; {@code </s>} stands in the
 *     place of the first
 */
public record PromptTrace(
        String prompt,
        List<NormalizationStep> steps,
        String text,
        List<BpeWord> words,
        List<TextToken> tokens,
        List<TextToken> cut) {

    public PromptTrace {
        steps = List.copyOf(steps);
        words = List.copyOf(words);
        tokens = List.copyOf(tokens);
        cut = List.copyOf(cut);
    }

    /** The ids that the model reads. */
    public int[] ids() {
        return tokens.stream().mapToInt(TextToken::id).toArray();
    }
}
