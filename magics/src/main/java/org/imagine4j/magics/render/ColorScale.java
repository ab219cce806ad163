package org.imagine4j.magics.render;

import java.awt.Color;
import java.util.Locale;
import java.util.stream.IntStream;
import org.imagine4j.inference.inspection.GridMap;
import org.imagine4j.magics.TokenMeasure;

/**
 * Which colour stands for which number: from dark blue over green to yellow, ever lighter, so that it can be read with any
 * kind of colour vision, in grey, and on light and dark pages.
 *
 * @param low the number of the darkest colour
 * @param high the number of the lightest colour, more than {@code low}
 * @param logarithmic whether equal steps of colour are equal ratios; {@code low} is above 0 then
 */
record ColorScale(double low, double high, boolean logarithmic) {

    private static final int[][] COLORS = {
        {36, 20, 84}, {49, 60, 132}, {38, 102, 146}, {26, 141, 136}, {74, 178, 106}, {160, 209, 70}, {252, 232, 72}
    };

    private static final double SMALLEST = 1e-3;

    ColorScale {
        if (!(high > low) || (logarithmic && low <= 0)) {
            throw new IllegalArgumentException("No scale from " + low + " to " + high);
        }
    }

    /** 0 to 1, as probabilities are. */
    static ColorScale ofProbabilities() {
        return new ColorScale(0, 1, false);
    }

    /** From 0 to a map's largest number. */
    static ColorScale upTo(double largest) {
        return new ColorScale(0, Math.max(SMALLEST, largest), false);
    }

    /** What suits a measure. */
    static ColorScale of(TokenMeasure measure, GridMap map) {
        return switch (measure) {
            case PROBABILITY -> ofProbabilities();
            case RANK -> new ColorScale(1, Math.max(2, map.max()), true);
            case ENTROPY, SURPRISE, GUIDANCE -> upTo(map.max());
        };
    }

    /** The colour of a number; what is beyond the ends has the colour of the end. */
    Color color(double value) {
        return colorAt(place(value));
    }

    /** The colour at a place of the legend, 0 to 1. */
    Color colorAt(double part) {
        double place = Math.max(0, Math.min(1, part)) * (COLORS.length - 1);
        int below = Math.min(COLORS.length - 2, (int) place);
        double share = place - below;
        int[] mixed = IntStream.range(0, 3)
                .map(i -> (int) Math.round(COLORS[below][i] * (1 - share) + COLORS[below + 1][i] * share))
                .toArray();
        return new Color(mixed[0], mixed[1], mixed[2]);
    }

    private double place(double value) {
        return logarithmic ? Math.log(Math.max(low, value) / low) / Math.log(high / low) : (value - low) / (high - low);
    }

    /** The number half-way. */
    double middle() {
        return logarithmic ? Math.sqrt(low * high) : (low + high) / 2;
    }

    /** All colours from left to right, for a style sheet. */
    static String gradient() {
        StringBuilder css = new StringBuilder("linear-gradient(90deg");
        for (int[] color : COLORS) {
            css.append(String.format(Locale.ROOT, ",#%02x%02x%02x", color[0], color[1], color[2]));
        }
        return css.append(')').toString();
    }
}
