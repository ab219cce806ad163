package org.imagine4j.inference;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A recipe in the form that Stable Diffusion's web interfaces write into their pictures, and that galleries and other
 * tools read from there: the prompt, a line for the negative prompt, and a line of settings ({@code Steps: …, CFG scale:
 * …, Seed: …}).
 */
final class ParametersText {

    /** The keyword of the PNG text chunk. */
    static final String KEYWORD = "parameters";

    private ParametersText() {}

    static String of(Artwork artwork) {
        Recipe recipe = artwork.recipe();
        Sampling sampling = recipe.sampling();
        StringBuilder text = new StringBuilder(recipe.prompt());
        if (!recipe.negativePrompt().isEmpty()) {
            text.append("\nNegative prompt: ").append(recipe.negativePrompt());
        }
        text.append(String.format(
                Locale.ROOT,
                "\nSteps: %d, Sampler: Imagine, CFG scale: %s, Seed: %d, Size: %dx%d, Model: %s, Model hash: %s,"
                        + " Picture: %d, Temperature: %s, Top K: %d, Top P: %s, Precision: %s",
                artwork.tokens().toArray().length,
                sampling.guidance(),
                recipe.seed(),
                artwork.image().getWidth(),
                artwork.image().getHeight(),
                recipe.model().name(),
                recipe.model().revision(),
                recipe.index(),
                sampling.temperature(),
                sampling.topK(),
                sampling.topP(),
                recipe.precision()));
        if (!recipe.emphasis().isNone()) {
            text.append(", Word weights: \"").append(weights(recipe.emphasis())).append('"');
        }
        return text.toString();
    }

    private static String weights(Emphasis emphasis) {
        return emphasis.weights().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
