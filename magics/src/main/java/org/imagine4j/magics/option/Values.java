package org.imagine4j.magics.option;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imagine4j.magics.UsageException;
import picocli.CommandLine.ITypeConverter;

/**
 * What somebody typed for an option: one value; several with commas between them; or a range of numbers, {@code 1:9} or
 * {@code 0.5:2:0.25}.
 *
 * @param typed as it was typed
 * @param kind what each of them is, in words
 * @param all at least one
 */
record Values<V>(String typed, String kind, List<V> all) {

    /** More is a slip of the hand. */
    private static final int MAX_VALUES = 400;

    private static final String NUMBER = "([-+]?(?:\\d+\\.?\\d*|\\.\\d+))";
    private static final Pattern RANGE = Pattern.compile(NUMBER + ":" + NUMBER + "(?::" + NUMBER + ")?");

    Values {
        all = List.copyOf(all);
    }

    /** Whether there is something to compare. */
    boolean several() {
        return all.size() > 1;
    }

    /**
     * The value of an option that takes only one.
     *
     * @param option its name
     */
    V only(String option) {
        if (several()) {
            throw new UsageException(
                    option + " is " + typed + "; it must be " + kind + ".",
                    "%" + SweepOptions.NAME + " compares several side by side: it takes lists such as 1,2,4 and ranges"
                            + " such as 1:9.");
        }
        return all.get(0);
    }

    /** Reads values of one kind. */
    abstract static class Reader<V> implements ITypeConverter<Values<V>> {

        private final String kind;
        private final Function<String, V> read;

        Reader(String kind, Function<String, V> read) {
            this.kind = kind;
            this.read = read;
        }

        /** What each value is, in words. */
        String kind() {
            return kind;
        }

        /** @throws IllegalArgumentException if a part of it is none */
        @Override
        public Values<V> convert(String typed) {
            return new Values<>(typed, kind, all(typed, read));
        }
    }

    /** Numbers with a fraction. */
    static final class Numbers extends Reader<Double> {

        Numbers() {
            super("a number", Double::valueOf);
        }
    }

    /** Whole numbers. */
    static final class WholeNumbers extends Reader<Integer> {

        WholeNumbers() {
            super("a whole number", Integer::valueOf);
        }
    }

    /** Whole numbers that may be large. */
    static final class LongNumbers extends Reader<Long> {

        LongNumbers() {
            super("a whole number", Long::valueOf);
        }
    }

    /** Names, which may look like ranges. */
    static final class Names extends Reader<String> {

        Names() {
            super("a name", name -> name);
        }

        @Override
        public Values<String> convert(String typed) {
            return new Values<>(typed, kind(), parts(typed));
        }
    }

    private static <V> List<V> all(String typed, Function<String, V> read) {
        List<V> all = new ArrayList<>();
        for (String part : parts(typed)) {
            Matcher range = RANGE.matcher(part);
            if (range.matches()) {
                range(range).forEach(number -> all.add(read.apply(number)));
            } else {
                all.add(read.apply(part));
            }
        }
        return all.stream().distinct().toList();
    }

    /** @throws IllegalArgumentException if a part is empty */
    private static List<String> parts(String typed) {
        List<String> parts =
                List.of(typed.split(",", -1)).stream().map(String::strip).toList();
        if (parts.size() > 1 && parts.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException(typed);
        }
        return parts;
    }

    /** The numbers of a range, both ends included if the steps meet the second; downwards if that is smaller. */
    private static List<String> range(Matcher range) {
        BigDecimal from = new BigDecimal(range.group(1));
        BigDecimal to = new BigDecimal(range.group(2));
        BigDecimal size = range.group(3) == null ? BigDecimal.ONE : new BigDecimal(range.group(3)).abs();
        if (size.signum() == 0) {
            throw new UsageException(
                    range.group() + " has steps of 0.", "A range is FROM:TO or FROM:TO:STEP, as in 1:9 or 0.5:2:0.25.");
        }
        BigDecimal steps = to.subtract(from).abs().divideToIntegralValue(size);
        if (steps.compareTo(BigDecimal.valueOf(MAX_VALUES)) >= 0) {
            throw new UsageException(
                    range.group() + " are more than " + MAX_VALUES + " values.",
                    "A range is FROM:TO or FROM:TO:STEP; take fewer or larger steps.");
        }
        BigDecimal step = to.compareTo(from) < 0 ? size.negate() : size;
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i <= steps.intValueExact(); i++) {
            numbers.add(from.add(step.multiply(BigDecimal.valueOf(i)))
                    .stripTrailingZeros()
                    .toPlainString());
        }
        return numbers;
    }
}
