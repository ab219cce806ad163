package org.imagine4j.inference.text;

/**
 * A text token in its place.
 *
 * @param position its place in what the model reads, from 0 ({@code <s>})
 * @param id what the model reads
 * @param symbol how the vocabulary writes it, with {@code Ġ} for a blank; for an unknown one what the vocabulary lacks
 * @param text where it stands in the normalised text. The tokens cover that text from end to end without overlap; a
 *     character of several bytes belongs to the token that has its first
 * @param prompt where that comes from in the prompt. Exact where a step replaced characters one by one or a pattern's
 *     matches; what was replaced as a whole (an emoji by its name) is the origin of all tokens in it, and HTML entities are
 *     found by comparing words. Empty if a step added it
 */
public record TextToken(int position, int id, String symbol, Span text, Span prompt) {

    /** Whether it is {@code <s>} or {@code </s>}, which stand for no text. */
    public boolean special() {
        return id == BpeTokenizer.START || id == BpeTokenizer.END;
    }

    /** Whether the vocabulary lacks it, so that the model reads {@code <unk>}. */
    public boolean unknown() {
        return id == BpeTokenizer.UNKNOWN;
    }
}
