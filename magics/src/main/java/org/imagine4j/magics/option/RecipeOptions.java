package org.imagine4j.magics.option;

import java.util.function.BiFunction;
import org.imagine4j.magics.Imagine;
import picocli.CommandLine.Option;

/** The knobs of a recipe, for every magic that draws; what is left out stays as the request has it. */
public final class RecipeOptions {

    @Option(
            names = "--seed",
            paramLabel = "N",
            order = 20,
            description = "A whole number. The same seed and settings make the same pictures. New for every run unless"
                    + " you choose it, and always shown.")
    private Long seed;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            order = 21,
            description = "0 to 100: 0 always takes the likeliest token, low is orderly, high is wild. Otherwise the"
                    + " model's own.")
    private Double temperature;

    @Option(
            names = "--top-k",
            paramLabel = "K",
            order = 22,
            description = "Draw only from the K likeliest tokens; 0 = from all. Otherwise the model's own.")
    private Integer topK;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            order = 23,
            description = "Above 0, at most 1: draw only from the likeliest tokens that together have probability P."
                    + " Otherwise the model's own.")
    private Double topP;

    @Option(
            names = "--guidance",
            paramLabel = "S",
            order = 24,
            description = "0 to 100: how hard to push towards the prompt, 1 = no push. Otherwise the model's own.")
    private Double guidance;

    @Option(
            names = "--negative",
            paramLabel = "TEXT",
            order = 25,
            description = "What to steer away from, in double quotes if it has several words.")
    private String negative;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            order = 26,
            completionCandidates = Candidates.Models.class,
            description = "Who draws: one of %%models (default " + Imagine.DEFAULT_MODEL + ").")
    private String model;

    @Option(
            names = "--precision",
            paramLabel = "P",
            order = 27,
            completionCandidates = Candidates.Precisions.class,
            description = "In which numbers the model computes: auto, fp32, int8 or fp16. Otherwise what suits it.")
    private String precision;

    @Option(
            names = "--device",
            paramLabel = "D",
            order = 28,
            completionCandidates = Candidates.Devices.class,
            description = "Where the model runs: auto, cpu, cuda, cuda:1, rocm, directml or coreml. Otherwise the"
                    + " fastest that is there; %%device lists them.")
    private String device;

    /** The request with every knob that was turned. */
    public Imagine applyTo(Imagine request) {
        Imagine turned = request;
        turned = turn(turned, seed, Imagine::seed);
        turned = turn(turned, temperature, Imagine::temperature);
        turned = turn(turned, topK, Imagine::topK);
        turned = turn(turned, topP, Imagine::topP);
        turned = turn(turned, guidance, Imagine::guidance);
        turned = turn(turned, negative, Imagine::negative);
        turned = turn(turned, model, Imagine::model);
        turned = turn(turned, precision, Imagine::precision);
        return turn(turned, device, Imagine::device);
    }

    private static <V> Imagine turn(Imagine request, V value, BiFunction<Imagine, V, Imagine> knob) {
        return value == null ? request : knob.apply(request, value);
    }
}
