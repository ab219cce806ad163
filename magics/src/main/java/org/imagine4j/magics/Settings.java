package org.imagine4j.magics;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.imagine4j.inference.Canvas;
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
                        "seed " + recipe.seed(),
                        "model " + recipe.model().name()
                                + (recipe.precision() == Precision.FP32 ? "" : " in " + recipe.precision()),
                        "guidance " + number(sampling.guidance()),
                        "temperature " + number(sampling.temperature()),
                        sampling.topK() > 0 ? "top-k " + sampling.topK() : "",
                        sampling.topP() < 1 ? "top-p " + number(sampling.topP()) : "",
                        given(recipe.canvas()))
                .filter(word -> !word.isEmpty())
                .toList());
    }

    /** The settings that several pictures have in common. */
    public static Settings common(List<Recipe> recipes) {
        Set<String> common = new LinkedHashSet<>(of(recipes.get(0)).words());
        recipes.forEach(recipe -> common.retainAll(of(recipe).words()));
        return new Settings(List.copyOf(common));
    }

    /** A number without digits that say nothing: {@code 1}, {@code 0.4}. */
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e6
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
