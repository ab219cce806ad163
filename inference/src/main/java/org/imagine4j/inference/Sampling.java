package org.imagine4j.inference;

import org.imagine4j.models.SamplingDefaults;

/**
 * How the next image token is drawn from the decoder's logits.
 *
 * <p>In this order: super conditioning {@code uncond + guidance · (cond − uncond)}, division by the temperature, top-k,
 * top-p, and a draw from what is left.
 *
 * @param guidance super conditioning scale (also called condition scale), 0 to 100; 1 = the prompt alone, more = closer
 *     to the prompt and less varied
 * @param temperature 0 to 100; 0 = always the likeliest token, 1 = the model's own probabilities
 * @param topK how many of the likeliest tokens may be drawn; 0 = all
 * @param topP draw only from the smallest set of likeliest tokens whose probabilities reach this sum; above 0, at most
 *     1; 1 = all
 */
public record Sampling(double guidance, double temperature, int topK, double topP) {

    private static final double MAX_SCALE = 100;

    /** @throws IllegalArgumentException if a value is outside its range; the message names value and range */
    public Sampling {
        check(guidance >= 0 && guidance <= MAX_SCALE, "guidance", guidance, "from 0 to 100");
        check(temperature >= 0 && temperature <= MAX_SCALE, "temperature", temperature, "from 0 to 100");
        check(topK >= 0, "top-k", topK, "0 (all tokens) or a positive number");
        check(topP > 0 && topP <= 1, "top-p", topP, "above 0 and at most 1");
    }

    /** The settings that the model's authors recommend. */
    public static Sampling of(SamplingDefaults defaults) {
        return new Sampling(defaults.guidance(), defaults.temperature(), defaults.topK(), defaults.topP());
    }

    public Sampling withGuidance(double newGuidance) {
        return new Sampling(newGuidance, temperature, topK, topP);
    }

    public Sampling withTemperature(double newTemperature) {
        return new Sampling(guidance, newTemperature, topK, topP);
    }

    public Sampling withTopK(int newTopK) {
        return new Sampling(guidance, temperature, newTopK, topP);
    }

    public Sampling withTopP(double newTopP) {
        return new Sampling(guidance, temperature, topK, newTopP);
    }

    private static void check(boolean valid, String name, Number value, String range) {
        if (!valid) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be " + range + ".");
        }
    }
}
