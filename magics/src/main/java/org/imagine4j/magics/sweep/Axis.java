package org.imagine4j.magics.sweep;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.imagine4j.magics.Imagine;
import org.imagine4j.magics.Prompt;
import org.imagine4j.magics.Settings;
import org.imagine4j.magics.UsageException;

/**
 * One direction of a sweep: what is varied, and the values that it takes.
 *
 * @param name what is varied, in a word or two
 * @param values at least one, each with a label of its own
 */
public record Axis(String name, List<Value> values) {

    /** Stands for the second direction of a sweep that has only one. */
    static final Axis NONE = new Axis("", List.of(new Value("", UnaryOperator.identity())));

    /**
     * One of the values.
     *
     * @param label as it is shown
     * @param change makes a request one for this value
     */
    public record Value(String label, UnaryOperator<Imagine> change) {

        public Value {
            Objects.requireNonNull(label, "label");
            Objects.requireNonNull(change, "change");
        }
    }

    /** @throws UsageException if there is no value, or two have the same label */
    public Axis {
        Objects.requireNonNull(name, "name");
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new UsageException(name + " has no values to compare.", "Give it two or more.");
        }
        HashSet<String> labels = new HashSet<>();
        for (Value value : values) {
            if (!labels.add(value.label())) {
                throw new UsageException(
                        name + " has the value " + value.label() + " twice.", "Give every value a label of its own.");
            }
        }
    }

    /**
     * Any change of a request.
     *
     * @param name what is varied
     * @param changes what to do for each label, in the order of a {@link java.util.LinkedHashMap}
     */
    public static Axis of(String name, Map<String, UnaryOperator<Imagine>> changes) {
        return new Axis(
                name,
                changes.entrySet().stream()
                        .map(entry -> new Value(entry.getKey(), entry.getValue()))
                        .toList());
    }

    /**
     * Values that a request is given one by one; what is there twice counts once.
     *
     * @param name what is varied
     * @param give makes a request with one of the values
     */
    public static <V> Axis of(String name, List<V> values, BiFunction<Imagine, V, Imagine> give) {
        return new Axis(
                name,
                values.stream()
                        .distinct()
                        .map(value -> new Value(label(value), request -> give.apply(request, value)))
                        .toList());
    }

    private static String label(Object value) {
        return value instanceof Double number ? Settings.number(number) : String.valueOf(value);
    }

    /** See {@link Imagine#temperature}. */
    public static Axis temperature(double... values) {
        return of("temperature", numbers(values), Imagine::temperature);
    }

    /** See {@link Imagine#guidance}. */
    public static Axis guidance(double... values) {
        return of("guidance", numbers(values), Imagine::guidance);
    }

    /** See {@link Imagine#topK}. */
    public static Axis topK(int... values) {
        return of("top-k", IntStream.of(values).boxed().toList(), Imagine::topK);
    }

    /** See {@link Imagine#topP}. */
    public static Axis topP(double... values) {
        return of("top-p", numbers(values), Imagine::topP);
    }

    /** See {@link Imagine#seed}. */
    public static Axis seed(long... values) {
        return of("seed", LongStream.of(values).boxed().toList(), Imagine::seed);
    }

    /** See {@link Imagine#model}. */
    public static Axis model(String... names) {
        return of("model", List.of(names), Imagine::model);
    }

    /** See {@link Imagine#precision}. */
    public static Axis precision(String... words) {
        return of("precision", List.of(words), Imagine::precision);
    }

    /** See {@link Imagine#negative}; the empty string stands for none. */
    public static Axis negative(String... prompts) {
        return of("negative", List.of(prompts), Imagine::negative);
    }

    /** Other prompts, each as it stands. */
    public static Axis prompt(String... prompts) {
        return of("prompt", List.of(prompts), (request, text) -> request.withPrompts(List.of(Prompt.of(text))));
    }

    /** One of the prompts of a request that has several, by what tells them apart. */
    static Axis prompts(List<Prompt> prompts) {
        return choice(Differences.of(prompts), (all, i) -> all.subList(i, i + 1));
    }

    /** Of a request's prompts those that have the same last choice; there are as many as {@code labels}, in turns. */
    static Axis everyPrompt(List<String> labels) {
        return choice(labels, (all, choice) -> IntStream.iterate(choice, i -> i < all.size(), i -> i + labels.size())
                .mapToObj(all::get)
                .toList());
    }

    private static Axis choice(List<String> labels, BiFunction<List<Prompt>, Integer, List<Prompt>> pick) {
        return new Axis(
                "prompt",
                IntStream.range(0, labels.size())
                        .mapToObj(i -> new Value(
                                labels.get(i), request -> request.withPrompts(pick.apply(request.prompts(), i))))
                        .toList());
    }

    /**
     * Puts other words in the place of some words of the prompt.
     *
     * @param found whole words of the prompt; they are the first value
     * @param others what stands there instead, one after the other
     */
    public static Axis replace(String found, String... others) {
        List<String> all = Stream.concat(Stream.of(found), Arrays.stream(others))
                .distinct()
                .toList();
        Pattern words = Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(found) + "(?![\\p{L}\\p{N}])");
        String choice = all.stream().collect(Collectors.joining("|", "{", "}"));
        return of("\"" + found + "\" becomes", all, (request, other) -> {
            if (request.prompts().stream()
                    .noneMatch(prompt -> words.matcher(prompt.text()).find())) {
                throw new UsageException(
                        "The prompt has no \"" + found + "\" to replace: "
                                + request.prompts().get(0).text(),
                        "The first word is what is looked for, the others take its place.");
            }
            return request.withPrompts(request.prompts().stream()
                    .map(prompt -> new Prompt(
                            replaced(words, prompt.text(), other), replaced(words, prompt.template(), choice)))
                    .toList());
        });
    }

    private static String replaced(Pattern words, String text, String other) {
        return words.matcher(text).replaceAll(Matcher.quoteReplacement(other));
    }

    private static List<Double> numbers(double... values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** A request for one of the values. */
    Imagine apply(Imagine request, int value) {
        return values.get(value).change().apply(request);
    }
}
