package org.imagine4j.magics.option;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.imagine4j.magics.Imagine;
import org.imagine4j.magics.UsageException;
import org.imagine4j.magics.sweep.Axis;
import picocli.CommandLine.Option;

/** The knobs of a recipe, for every magic that draws; what is left out stays as the request has it. */
public final class RecipeOptions {

    @Option(
            names = "--seed",
            paramLabel = "N",
            order = 20,
            converter = Values.LongNumbers.class,
            description = "A whole number. The same seed and settings make the same pictures. New for every run unless"
                    + " you choose it, and always shown.")
    private Values<Long> seed;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            order = 21,
            converter = Values.Numbers.class,
            description = "0 to 100: 0 always takes the likeliest token, low is orderly, high is wild. Otherwise the"
                    + " model's own.")
    private Values<Double> temperature;

    @Option(
            names = "--top-k",
            paramLabel = "K",
            order = 22,
            converter = Values.WholeNumbers.class,
            description = "Draw only from the K likeliest tokens; 0 = from all. Otherwise the model's own.")
    private Values<Integer> topK;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            order = 23,
            converter = Values.Numbers.class,
            description = "Above 0, at most 1: draw only from the likeliest tokens that together have probability P."
                    + " Otherwise the model's own.")
    private Values<Double> topP;

    @Option(
            names = "--guidance",
            paramLabel = "S",
            order = 24,
            converter = Values.Numbers.class,
            description = "0 to 100: how hard to push towards the prompt, 1 = no push. Otherwise the model's own.")
    private Values<Double> guidance;

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
            converter = Values.Names.class,
            description = "Who draws: one of %%models (default " + Imagine.DEFAULT_MODEL + ").")
    private Values<String> model;

    @Option(
            names = "--precision",
            paramLabel = "P",
            order = 27,
            completionCandidates = Candidates.Precisions.class,
            converter = Values.Names.class,
            description = "In which numbers the model computes: auto, fp32, int8 or fp16. Otherwise what suits it.")
    private Values<String> precision;

    @Option(
            names = "--device",
            paramLabel = "D",
            order = 28,
            completionCandidates = Candidates.Devices.class,
            description = "Where the model runs: auto, cpu, cuda, cuda:1, rocm, directml or coreml. Otherwise the"
                    + " fastest that is there; %%device lists them.")
    private String device;

    /**
     * A knob.
     *
     * @param option its name as it is typed
     * @param values null if it was left out
     */
    private record Knob<V>(String option, Values<V> values, BiFunction<Imagine, V, Imagine> turn) {

        boolean fixed() {
            return values != null && !swept();
        }

        boolean swept() {
            return values != null && values.several();
        }

        Imagine turned(Imagine request) {
            return values == null ? request : turn.apply(request, values.only(option));
        }

        Axis axis() {
            return Axis.of(option.replaceFirst("^--", ""), values.all(), turn);
        }
    }

    private List<Knob<?>> knobs() {
        return List.of(
                new Knob<>("--seed", seed, Imagine::seed),
                new Knob<>("--temperature", temperature, Imagine::temperature),
                new Knob<>("--top-k", topK, Imagine::topK),
                new Knob<>("--top-p", topP, Imagine::topP),
                new Knob<>("--guidance", guidance, Imagine::guidance),
                new Knob<>("--model", model, Imagine::model),
                new Knob<>("--precision", precision, Imagine::precision));
    }

    /**
     * The request with every knob that was turned.
     *
     * @throws UsageException if a value is out of range, or a knob has several
     */
    public Imagine applyTo(Imagine request) {
        return turned(request, knobs());
    }

    /** {@link #applyTo}, but for the knobs with several values. */
    Imagine applyFixedTo(Imagine request) {
        return turned(request, knobs().stream().filter(Knob::fixed).toList());
    }

    /** An axis for each knob with several values, by the option's name. */
    Map<String, Axis> axes() {
        return knobs().stream().filter(Knob::swept).collect(Collectors.toMap(Knob::option, Knob::axis));
    }

    private Imagine turned(Imagine request, List<Knob<?>> knobs) {
        Imagine turned = request;
        for (Knob<?> knob : knobs) {
            turned = knob.turned(turned);
        }
        turned = negative == null ? turned : turned.negative(negative);
        return device == null ? turned : turned.device(device);
    }
}
