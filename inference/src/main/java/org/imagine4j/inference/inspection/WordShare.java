package org.imagine4j.inference.inspection;

/**
 * How much a patch looked at a word.
 *
 * @param word of the prompt
 * @param share of the patch's attention to the text, 0 to 1
 */
public record WordShare(Word word, double share) {}
