package org.imagine4j.magics.render;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.imagine4j.magics.attention.WordMap;

/** What the numbers of maps measure, and how they look. */
sealed interface Measure {

    /** The colours of one map. */
    HeatScale scale(WordMap map);

    /** A number with its unit. */
    String number(double value);

    /** How long a number's bar is, −1 to 1. */
    double bar(double value);

    /** Whether the picture is grey below the colours, so that they alone are colours. */
    boolean onGrey();

    /** What the two ends of the colours mean. */
    List<String> ends();

    /** How the colours and bars are to be read. */
    String legend();

    /** The least and the most of a map. */
    default String range(WordMap map) {
        return number(map.map().min()) + " to " + number(map.map().max());
    }

    /**
     * Shares of attention, each map from its own least to its own most, so that rare words show, too.
     *
     * @param largest of all maps: the full length of a bar
     */
    record Shares(double largest) implements Measure {

        /** A word that is looked at evenly gets an even map: what is left out below is at most this part of its most. */
        private static final double LEFT_OUT = 0.75;

        static Shares of(List<WordMap> maps) {
            return new Shares(Measure.largest(maps, map -> map.map().max()));
        }

        @Override
        public HeatScale scale(WordMap map) {
            double high = map.map().max();
            return HeatScale.spotlight(Math.min(map.map().min(), LEFT_OUT * high), high);
        }

        @Override
        public String number(double value) {
            return percent(value);
        }

        @Override
        public double bar(double value) {
            return largest == 0 ? 0 : value / largest;
        }

        @Override
        public boolean onGrey() {
            return false;
        }

        @Override
        public List<String> ends() {
            return List.of("least", "most");
        }

        @Override
        public String legend() {
            return "Every map has its own scale, from the least to the most that a patch looked at the word: the numbers"
                    + " below it. A full bar is " + number(largest) + ".";
        }
    }

    /**
     * Log-probabilities, all maps on one scale.
     *
     * @param limit what gets the strongest colour and the longest bar, and whatever is beyond
     */
    record Nats(double limit) implements Measure {

        /** Twenty times as likely. A few patches have far more, beside which the others would have no colour. */
        private static final double MOST = 3;

        static Nats of(List<WordMap> maps) {
            double largest = Measure.largest(
                    maps, map -> Math.max(map.map().max(), -map.map().min()));
            return new Nats(Math.min(MOST, largest));
        }

        @Override
        public HeatScale scale(WordMap map) {
            return HeatScale.diverging(limit);
        }

        @Override
        public String number(double value) {
            return Math.abs(value) < 0.05
                    ? "0.0"
                    : String.format(Locale.ROOT, "%+.1f", value).replace('-', '−');
        }

        @Override
        public double bar(double value) {
            return limit == 0 ? 0 : Math.max(-1, Math.min(1, value / limit));
        }

        @Override
        public boolean onGrey() {
            return true;
        }

        @Override
        public List<String> ends() {
            return List.of(number(-limit) + " or less: against", number(limit) + " or more: for");
        }

        @Override
        public String legend() {
            return "By how many nats each token is likelier with the word than without it: +0.7 is twice as likely,"
                    + " +2.3 ten times. All maps have one scale.";
        }
    }

    /** {@code 34 %}, {@code 3.8 %}. */
    static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.0995 ? "%.1f %%" : "%.0f %%", 100 * share);
    }

    private static double largest(List<WordMap> maps, ToDoubleFunction<WordMap> of) {
        return maps.stream().mapToDouble(of).max().orElse(0);
    }
}
