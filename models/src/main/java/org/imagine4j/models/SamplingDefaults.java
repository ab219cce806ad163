package org.imagine4j.models;

/**
 * The sampling settings a model was tuned for; they belong to the model, not to the program.
 *
 * @param guidance super conditioning scale, 1 = none
 * @param temperature 0 = greedy
 * @param topK how many of the likeliest image tokens may be drawn, 0 = all
 * @param topP smallest set of the likeliest image tokens whose probabilities reach this sum, 1 = all
 */
public record SamplingDefaults(double guidance, double temperature, int topK, double topP) {}
