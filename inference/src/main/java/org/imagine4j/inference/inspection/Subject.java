package org.imagine4j.inference.inspection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.TokenGrid;

/**
 * A picture and what it is read with.
 *
 * @param recipe prompt and sampling
 * @param tokens the picture
 * @param unconditional ids of the text that the unconditional lane reads
 * @param conditional ids of the prompt
 */
record Subject(Recipe recipe, TokenGrid tokens, List<Integer> unconditional, List<Integer> conditional) {

    static Subject of(Recipe recipe, TokenGrid tokens, int[] unconditional, int[] conditional) {
        return new Subject(recipe, tokens, boxed(unconditional), boxed(conditional));
    }

    private static List<Integer> boxed(int[] ids) {
        return Arrays.stream(ids).boxed().toList();
    }

    /** Both texts, the prompt last. */
    List<int[]> texts() {
        return List.of(ids(unconditional), ids(conditional));
    }

    /** The prompt's ids without those of a word. */
    int[] without(Word word) {
        List<Integer> others = new ArrayList<>(conditional);
        others.subList(word.firstToken(), word.firstToken() + word.tokens()).clear();
        return ids(others);
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
