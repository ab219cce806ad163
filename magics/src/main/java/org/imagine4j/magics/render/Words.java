package org.imagine4j.magics.render;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.imagine4j.inference.Canvas;
import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.Sampling;
import org.imagine4j.models.Precision;

/** The words that views use for recipes, counts and times, the same everywhere. */
final class Words {

    /** Stands between facts on one line. */
    static final String DOT = " · ";

    private Words() {}

    /**
     * What a recipe's picture depends on besides its prompt, in the words of the options: seed first, neutral settings
     * left out.
     */
    static List<String> settings(Recipe recipe) {
        Sampling sampling = recipe.sampling();
        List<String> settings = new ArrayList<>();
        settings.add("seed " + recipe.seed());
        settings.add("model " + recipe.model().name()
                + (recipe.precision() == Precision.FP32 ? "" : " in " + recipe.precision()));
        settings.add("guidance " + number(sampling.guidance()));
        settings.add("temperature " + number(sampling.temperature()));
        if (sampling.topK() > 0) {
            settings.add("top-k " + sampling.topK());
        }
        if (sampling.topP() < 1) {
            settings.add("top-p " + number(sampling.topP()));
        }
        long given = recipe.canvas().tokens().stream()
                .filter(token -> token != Canvas.OPEN)
                .count();
        if (given > 0) {
            settings.add(given + " of " + recipe.canvas().tokens().size() + " tokens given");
        }
        return settings;
    }

    /** {@code 1 picture}, {@code 9 pictures}. */
    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** {@code 0.42 s}, {@code 12 s}, {@code 3 min 05 s}. */
    static String time(Duration duration) {
        double seconds = duration.toMillis() / 1000.0;
        if (seconds < 9.95) {
            return String.format(Locale.ROOT, seconds < 0.995 ? "%.2f s" : "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
    }

    /** {@code 12 rows a second}, or {@code 5.2 s a row} where that says more. */
    static String rate(int done, Duration elapsed, String noun) {
        double perSecond = done / Math.max(1e-3, elapsed.toMillis() / 1000.0);
        return perSecond < 1
                ? String.format(Locale.ROOT, "%.1f s a %s", 1 / perSecond, noun)
                : String.format(
                        Locale.ROOT, perSecond < 9.95 ? "%.1f %ss a second" : "%.0f %ss a second", perSecond, noun);
    }

    /** A setting without digits that say nothing: {@code 1}, {@code 0.4}. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e6
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
