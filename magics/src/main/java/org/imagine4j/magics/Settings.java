package org.imagine4j.magics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imagine4j.inference.Canvas;
import org.imagine4j.inference.Emphasis;
import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.Sampling;
import org.imagine4j.models.Precision;

/**
 * What a picture depends on besides its prompt.
 *
 * @param words in the words of the options, seed first, neutral settings left out
 */
public record Settings(List<String> words) {

    public Settings {
        words = List.copyOf(words);
    }

    /** The settings of one picture. */
    public static Settings of(Recipe recipe) {
        Sampling sampling = recipe.sampling();
        return new Settings(Stream.of(
                        seed(recipe),
                        model(recipe) + (recipe.precision() == Precision.FP32 ? "" : " in " + recipe.precision()),
                        "guidance " + number(sampling.guidance()),
                        "temperature " + number(sampling.temperature()),
                        sampling.topK() > 0 ? "top-k " + sampling.topK() : "",
                        sampling.topP() < 1 ? "top-p " + number(sampling.topP()) : "",
                        weights(recipe.emphasis()),
                        given(recipe.canvas()))
                .filter(word -> !word.isEmpty())
                .toList());
    }

    /** The settings that several pictures have in common; the model also if it computes in different numbers. */
    public static Settings common(List<Recipe> recipes) {
        Recipe first = recipes.get(0);
        List<String> common = new ArrayList<>(of(first).words());
        recipes.forEach(recipe -> common.retainAll(of(recipe).words()));
        boolean sameModel = recipes.stream().allMatch(recipe -> recipe.model().equals(first.model()));
        if (sameModel && common.stream().noneMatch(word -> word.startsWith(model(first)))) {
            common.add(common.contains(seed(first)) ? 1 : 0, model(first));
        }
        return new Settings(common);
    }

    private static String weights(Emphasis emphasis) {
        return emphasis.weights().entrySet().stream()
                .map(entry -> weight(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** How much a word is looked at. */
    public static String weight(String word, double weight) {
        return "“" + word + "” × " + number(weight) + " (experimental)";
    }

    private static String given(Canvas canvas) {
        return canvas.given() == 0
                ? ""
                : canvas.given() + " of " + canvas.tokens().size() + " tokens given";
    }

    private static String seed(Recipe recipe) {
        return "seed " + recipe.seed();
    }

    private static String model(Recipe recipe) {
        return "model " + recipe.model().name();
    }

    /** A number without digits that say nothing: {@code 1}, {@code 0.4}. */
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e6
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
