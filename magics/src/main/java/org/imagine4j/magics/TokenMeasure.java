package org.imagine4j.magics;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.imagine4j.inference.inspection.PositionOdds;

/**
 * A number of every image token that a heat map shows. All but {@link #GUIDANCE} are of the model's own distribution, reading
 * the prompt, before guidance.
 */
public enum TokenMeasure {
    /** How likely the token was, 0 to 1. */
    PROBABILITY("how likely the model found this token", "", odds -> odds.conditional()
            .probability()),

    /** How undecided the model was, in nats. */
    ENTROPY("how undecided the model was", "nats", odds -> odds.conditional().entropy()),

    /** How little the token was expected, in nats. */
    SURPRISE("how little this token was expected", "nats", odds -> odds.conditional()
            .surprise()),

    /** How much guidance changed the distribution, in nats. */
    GUIDANCE("how much guidance changed the odds", "nats", PositionOdds::guidanceShift),

    /** At which place the token stood, 1 for the likeliest. */
    RANK("at which place this token stood, 1 the likeliest", "", odds -> odds.conditional()
            .rank());

    private final String meaning;
    private final String unit;

    @SuppressWarnings("ImmutableEnumChecker") // none of them holds anything
    private final ToDoubleFunction<PositionOdds> number;

    TokenMeasure(String meaning, String unit, ToDoubleFunction<PositionOdds> number) {
        this.meaning = meaning;
        this.unit = unit;
        this.number = number;
    }

    /**
     * The measure that a word names.
     *
     * @throws UsageException if there is none
     */
    public static TokenMeasure named(String word) {
        return Arrays.stream(values())
                .filter(measure -> measure.word().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "There is no map of " + word + ".",
                        "There are maps of "
                                + Arrays.stream(values())
                                        .map(TokenMeasure::word)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /** As it is typed: {@code entropy}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it says, in a few words. */
    public String meaning() {
        return meaning;
    }

    /** What it is counted in; empty for a plain number. */
    public String unit() {
        return unit;
    }

    /** The number of one token. */
    public double of(PositionOdds odds) {
        return number.applyAsDouble(odds);
    }
}
