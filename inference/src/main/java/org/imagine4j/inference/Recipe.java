package org.imagine4j.inference;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.Precision;

/**
 * Everything that determines one picture: the same recipe gives the same image tokens, alone or in a grid, whatever
 * the number of threads.
 *
 * @param prompt what to draw, as the user typed it
 * @param negativePrompt what to steer away from; it takes the place of the empty text in the unconditional lane, and
 *     the empty string means none
 * @param model name and revision of the weights
 * @param precision in which numbers the weights are multiplied
 * @param seed chooses the random numbers of a whole grid
 * @param index which picture of the grid, from 0; picture {@code index} of a seed has its own random numbers
 * @param sampling how tokens are drawn
 * @param canvas size of the picture and the tokens that are given
 * @param emphasis how much more or less the decoder looks at some words; experimental
 */
public record Recipe(
        String prompt,
        String negativePrompt,
        ModelId model,
        Precision precision,
        long seed,
        int index,
        Sampling sampling,
        Canvas canvas,
        Emphasis emphasis) {

    /** @throws IllegalArgumentException if {@code index} is negative */
    public Recipe {
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(negativePrompt, "negativePrompt");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(precision, "precision");
        Objects.requireNonNull(sampling, "sampling");
        Objects.requireNonNull(canvas, "canvas");
        Objects.requireNonNull(emphasis, "emphasis");
        if (index < 0) {
            throw new IllegalArgumentException("Picture index is " + index + "; it must be 0 or more.");
        }
    }

    /** A recipe for a picture of the model's own size, drawn from nothing. */
    public Recipe(
            String prompt,
            String negativePrompt,
            ModelId model,
            Precision precision,
            long seed,
            int index,
            Sampling sampling) {
        this(prompt, negativePrompt, model, precision, seed, index, sampling, Canvas.BLANK, Emphasis.NONE);
    }

    /** The same recipe for another picture of the grid. */
    public Recipe withIndex(int newIndex) {
        return new Recipe(prompt, negativePrompt, model, precision, seed, newIndex, sampling, canvas, emphasis);
    }

    /** The same recipe with other sampling settings. */
    public Recipe withSampling(Sampling newSampling) {
        return new Recipe(prompt, negativePrompt, model, precision, seed, index, newSampling, canvas, emphasis);
    }

    /** The same recipe for another prompt. */
    public Recipe withPrompt(String newPrompt) {
        return new Recipe(newPrompt, negativePrompt, model, precision, seed, index, sampling, canvas, emphasis);
    }

    /** The same recipe with other random numbers. */
    public Recipe withSeed(long newSeed) {
        return new Recipe(prompt, negativePrompt, model, precision, newSeed, index, sampling, canvas, emphasis);
    }

    /** The same recipe with other weights of words. */
    public Recipe withEmphasis(Emphasis newEmphasis) {
        return new Recipe(prompt, negativePrompt, model, precision, seed, index, sampling, canvas, newEmphasis);
    }

    /** The same recipe on another canvas. */
    public Recipe withCanvas(Canvas newCanvas) {
        return new Recipe(prompt, negativePrompt, model, precision, seed, index, sampling, newCanvas, emphasis);
    }

    /** The recipes of pictures {@code 0 .. pictures-1} of this recipe's seed. */
    public List<Recipe> grid(int pictures) {
        return IntStream.range(0, pictures).mapToObj(this::withIndex).toList();
    }
}
