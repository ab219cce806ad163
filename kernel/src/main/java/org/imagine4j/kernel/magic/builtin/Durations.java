package org.imagine4j.kernel.magic.builtin;

import java.util.Locale;

/** Durations as people read them: three digits and the unit that fits. */
final class Durations {
    private static final String[] UNITS = {"ns", "\u00b5s", "ms", "s"};

    private Durations() {}

    static String text(double nanos) {
        double value = nanos;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        if (unit == UNITS.length - 1 && value >= 60) {
            long seconds = Math.round(value);
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        int digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + digits + "f %s", value, UNITS[unit]);
    }
}
