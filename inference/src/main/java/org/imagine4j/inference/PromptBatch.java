package org.imagine4j.inference;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imagine4j.inference.decoding.Window;

/**
 * Pictures that read the same texts and are decoded together.
 *
 * <p>Only pictures of the same texts share a batch: the length of the texts then depends on the recipe alone, and so do
 * all numbers, down to the last bit. Their tokens are given at the same places, too.
 *
 * @param prompt what they show
 * @param negativePrompt what they avoid
 * @param emphasis how they look at words
 * @param guided whether there is an unconditional lane; a guidance of 1 needs none
 * @param windows how their canvas is filled
 * @param pictures indices into the run's recipes
 */
record PromptBatch(
        String prompt,
        String negativePrompt,
        Emphasis emphasis,
        boolean guided,
        List<Window> windows,
        List<Integer> pictures) {

    private record Kind(
            String prompt,
            String negativePrompt,
            Emphasis emphasis,
            boolean guided,
            int rows,
            int columns,
            BitSet given) {

        static Kind of(Recipe recipe, Canvas canvas) {
            boolean guided = recipe.sampling().guidance() != 1;
            BitSet given = new BitSet();
            for (int place = 0; place < canvas.tokens().size(); place++) {
                given.set(place, canvas.tokens().get(place) != Canvas.OPEN);
            }
            return new Kind(
                    recipe.prompt(),
                    guided ? recipe.negativePrompt() : "",
                    recipe.emphasis(),
                    guided,
                    canvas.rows(),
                    canvas.columns(),
                    given);
        }
    }

    /**
     * Splits recipes into batches, in the order in which their texts first appear.
     *
     * @param canvases the recipes' canvases, none of them {@link Canvas#BLANK}
     * @param side rows and columns of the model's own grid
     * @param maxPictures the most pictures of a batch; those of one text are spread evenly over as many batches as that
     *     takes
     */
    static List<PromptBatch> of(List<Recipe> recipes, List<Canvas> canvases, int side, int maxPictures) {
        Map<Kind, List<Integer>> pictures = new LinkedHashMap<>();
        for (int i = 0; i < recipes.size(); i++) {
            pictures.computeIfAbsent(Kind.of(recipes.get(i), canvases.get(i)), kind -> new ArrayList<>())
                    .add(i);
        }
        List<PromptBatch> batches = new ArrayList<>();
        pictures.forEach((kind, all) -> {
            List<Window> windows = Window.over(kind.rows, kind.columns, kind.given, side);
            int count = (all.size() + maxPictures - 1) / maxPictures;
            for (int i = 0; i < count; i++) {
                List<Integer> some = all.subList(i * all.size() / count, (i + 1) * all.size() / count);
                batches.add(new PromptBatch(
                        kind.prompt, kind.negativePrompt, kind.emphasis, kind.guided, windows, List.copyOf(some)));
            }
        });
        return batches;
    }

    /** How many rows of tokens it takes, given ones included. */
    int rows() {
        return pictures.size() * windows.stream().mapToInt(Window::side).sum();
    }
}
