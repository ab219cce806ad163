package org.imagine4j.inference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pictures that read the same texts and are decoded together.
 *
 * <p>Only pictures of the same texts share a batch: the length of the texts then depends on the recipe alone, and so do
 * all numbers, down to the last bit.
 *
 * @param prompt what they show
 * @param negativePrompt what they avoid
 * @param guided whether there is an unconditional lane; a guidance of 1 needs none
 * @param pictures indices into the run's recipes
 */
record PromptBatch(String prompt, String negativePrompt, boolean guided, List<Integer> pictures) {

    /** Bounds the memory of the key/value cache. */
    private static final int MAX_PICTURES = 16;

    private record Texts(String prompt, String negativePrompt, boolean guided) {

        static Texts of(Recipe recipe) {
            boolean guided = recipe.sampling().guidance() != 1;
            return new Texts(recipe.prompt(), guided ? recipe.negativePrompt() : "", guided);
        }
    }

    /** Splits recipes into batches, in the order in which their texts first appear. */
    static List<PromptBatch> of(List<Recipe> recipes) {
        Map<Texts, List<Integer>> pictures = new LinkedHashMap<>();
        for (int i = 0; i < recipes.size(); i++) {
            pictures.computeIfAbsent(Texts.of(recipes.get(i)), texts -> new ArrayList<>())
                    .add(i);
        }
        List<PromptBatch> batches = new ArrayList<>();
        pictures.forEach((texts, all) -> {
            for (int from = 0; from < all.size(); from += MAX_PICTURES) {
                List<Integer> some = all.subList(from, Math.min(all.size(), from + MAX_PICTURES));
                batches.add(new PromptBatch(texts.prompt, texts.negativePrompt, texts.guided, List.copyOf(some)));
            }
        });
        return batches;
    }
}
