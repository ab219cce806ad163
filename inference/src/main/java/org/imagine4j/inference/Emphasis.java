package org.imagine4j.inference;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.imagine4j.inference.text.PromptTokenizer;

/**
 * How much more or less the decoder looks at some words of the prompt than it would. Experimental: no model was trained
 * for it, so what comes of it has to be tried.
 *
 * <p>Before each head's attention to the prompt is normalised, its weights for a word's tokens are multiplied by the word's
 * weight; in every layer, and only where the prompt itself is read, not in the unconditional lane.
 *
 * @param weights weight by word, as it was typed; a word may be several, as they stand in the prompt. 1 changes nothing, 0
 *     hides the word
 */
public record Emphasis(Map<String, Double> weights) {

    /** The largest weight. */
    public static final double MAX_WEIGHT = 100;

    /** Every word as the model reads it. */
    public static final Emphasis NONE = new Emphasis(Map.of());

    /** What padding gets; the least number of 16 bits. */
    private static final double HIDDEN = -65504;

    /** @throws IllegalArgumentException if a weight is not from 0 to {@value #MAX_WEIGHT}, or a word is blank */
    public Emphasis {
        weights.forEach((word, weight) -> {
            if (word.isBlank()) {
                throw new IllegalArgumentException("A weight needs a word.\nSay which, as in crown=1.5.");
            }
            if (!(weight >= 0 && weight <= MAX_WEIGHT)) {
                throw new IllegalArgumentException("The weight of \"" + word + "\" is " + weight
                        + "; it must be from 0 to " + (int) MAX_WEIGHT + ".\n1 changes nothing, 0 hides the word.");
            }
        });
        weights = Collections.unmodifiableMap(new TreeMap<>(weights));
    }

    /** The same with another weight of a word. */
    public Emphasis with(String word, double weight) {
        Map<String, Double> changed = new TreeMap<>(weights);
        changed.put(word.strip(), weight);
        return new Emphasis(changed);
    }

    /** Whether no word has a weight. */
    public boolean isNone() {
        return weights.isEmpty();
    }

    /** The same without the words that a prompt does not have. */
    public Emphasis within(PromptTokenizer tokenizer, String prompt) {
        return new Emphasis(weights.entrySet().stream()
                .filter(entry -> !tokenizer.tokensOf(entry.getKey(), prompt).isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /**
     * What is added to the decoder's attention to each token of a prompt before it is normalised: the logarithm of its
     * weight.
     *
     * @return {@code [text token]}; empty if no word has a weight
     * @throws IllegalArgumentException if the prompt lacks a word; the message has two lines for the user
     */
    public List<Double> logarithms(PromptTokenizer tokenizer, String prompt) {
        if (isNone()) {
            return List.of();
        }
        List<Double> sums = new ArrayList<>(Collections.nCopies(tokenizer.prompt(prompt).length, 0.0));
        weights.forEach((word, weight) -> {
            BitSet tokens = tokenizer.tokensOf(word, prompt);
            if (tokens.isEmpty()) {
                throw missing(word, prompt, tokenizer.words(prompt));
            }
            tokens.stream().forEach(token -> sums.set(token, Math.max(HIDDEN, sums.get(token) + Math.log(weight))));
        });
        return List.copyOf(sums);
    }

    private static IllegalArgumentException missing(String word, String prompt, List<String> words) {
        return new IllegalArgumentException("\"" + word + "\" has a weight, but is not in the prompt \"" + prompt
                + "\" as the model reads it.\n"
                + (words.isEmpty() ? "There it has no words." : "Its words: " + String.join(", ", words) + "."));
    }
}
