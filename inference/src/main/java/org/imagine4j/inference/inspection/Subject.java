package org.imagine4j.inference.inspection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.inference.decoding.Texts;

/**
 * A picture and what it is read with.
 *
 * @param recipe prompt and sampling
 * @param tokens the picture
 * @param unconditional ids of the text that the unconditional lane reads
 * @param conditional ids of the prompt
 * @param emphasis as {@link Texts#emphasis}
 */
record Subject(
        Recipe recipe,
        TokenGrid tokens,
        List<Integer> unconditional,
        List<Integer> conditional,
        List<Double> emphasis) {

    static Subject of(Recipe recipe, TokenGrid tokens, int[] unconditional, int[] conditional, List<Double> emphasis) {
        return new Subject(recipe, tokens, boxed(unconditional), boxed(conditional), List.copyOf(emphasis));
    }

    private static List<Integer> boxed(int[] ids) {
        return Arrays.stream(ids).boxed().toList();
    }

    /** Both texts, the prompt last. */
    Texts texts() {
        return new Texts(List.of(ids(unconditional), ids(conditional)), emphasis);
    }

    /** The prompt alone, without a word. */
    Texts without(Word word) {
        List<Double> others = emphasis.isEmpty() ? emphasis : without(word, emphasis);
        return new Texts(List.of(ids(without(word, conditional))), others);
    }

    private static <T> List<T> without(Word word, List<T> ofTokens) {
        List<T> others = new ArrayList<>(ofTokens);
        others.subList(word.firstToken(), word.firstToken() + word.tokens()).clear();
        return others;
    }

    /** The length to which the shorter text is padded. */
    int paddedLength() {
        return Math.max(unconditional.size(), conditional.size());
    }

    /** How many tokens the picture has. */
    int positions() {
        return tokens.rowsFilled() * tokens.columns();
    }

    private static int[] ids(List<Integer> text) {
        return text.stream().mapToInt(id -> id).toArray();
    }
}
