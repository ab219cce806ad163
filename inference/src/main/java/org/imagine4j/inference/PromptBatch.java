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

    private record Texts(String prompt, String negativePrompt, boolean guided) {

        static Texts of(Recipe recipe) {
            boolean guided = recipe.sampling().guidance() != 1;
            return new Texts(recipe.prompt(), guided ? recipe.negativePrompt() : "", guided);
        }
    }

    /**
     * Splits recipes into batches, in the order in which their texts first appear.
     *
     * @param maxPictures the most pictures of a batch; those of one text are spread evenly over as many batches as that
     *     takes
     */
    static List<PromptBatch> of(List<Recipe> recipes, int maxPictures) {
        Map<Texts, List<Integer>> pictures = new LinkedHashMap<>();
        for (int i = 0; i < recipes.size(); i++) {
            pictures.computeIfAbsent(Texts.of(recipes.get(i)), texts -> new ArrayList<>())
                    .add(i);
        }
        List<PromptBatch> batches = new ArrayList<>();
        pictures.forEach((texts, all) -> {
            int count = (all.size() + maxPictures - 1) / maxPictures;
            for (int i = 0; i < count; i++) {
                List<Integer> some = all.subList(i * all.size() / count, (i + 1) * all.size() / count);
                batches.add(new PromptBatch(texts.prompt, texts.negativePrompt, texts.guided, List.copyOf(some)));
            }
        });
        return batches;
    }
}
