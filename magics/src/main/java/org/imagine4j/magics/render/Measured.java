package org.imagine4j.magics.render;

import java.util.Locale;

/** How measured numbers are written: no more digits than say something. */
final class Measured {

    private Measured() {}

    /** A probability: {@code 82 %}, {@code 4.1 %}, {@code <0.1 %}; the blank does not break. */
    static String percent(double probability) {
        double percent = 100 * probability;
        if (percent == 0 || percent >= 99.95) {
            return Math.round(percent) + "\u00a0%";
        }
        String number = percent < 0.1 ? "<0.1" : String.format(Locale.ROOT, percent < 9.95 ? "%.1f" : "%.0f", percent);
        return number + "\u00a0%";
    }

    /** A number with three digits or so: {@code 0.037}, {@code 1.62}, {@code 48}. */
    static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e6) {
            return sign(value) + Math.round(size);
        }
        String digits = size < 0.1 ? "%.3f" : size < 9.995 ? "%.2f" : size < 99.95 ? "%.1f" : "%.0f";
        return sign(value) + String.format(Locale.ROOT, digits, size);
    }

    private static String sign(double value) {
        return value < 0 ? "−" : "";
    }
}
