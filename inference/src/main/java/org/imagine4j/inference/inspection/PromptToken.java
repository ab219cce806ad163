package org.imagine4j.inference.inspection;

/**
 * A text token as the model read it.
 *
 * @param index its place in the text, from 0; what attention to the text counts by
 * @param id in the vocabulary
 * @param piece its text, a leading blank included; {@code <s>} and {@code </s>} at the ends
 */
public record PromptToken(int index, int id, String piece) {}
