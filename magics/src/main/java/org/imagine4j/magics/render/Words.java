package org.imagine4j.magics.render;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.imagine4j.inference.Recipe;
import org.imagine4j.magics.Settings;

/** The words that views use for recipes, counts and times, the same everywhere. */
final class Words {

    /** Stands between facts on one line. */
    static final String DOT = " · ";

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private Words() {}

    /** What a recipe's picture depends on besides its prompt. */
    static List<String> settings(Recipe recipe) {
        return Settings.of(recipe).words();
    }

    /** {@code 1 picture}, {@code 9 pictures}. */
    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** A day and a time in this computer's time zone, to the minute. */
    static String moment(Instant time) {
        return MOMENT.format(time.atZone(ZoneId.systemDefault()));
    }

    /** The text on one line, its end replaced by an ellipsis if it is longer than that many characters. */
    static String shortened(String text, int longest) {
        String line = text.replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= longest
                ? line
                : line.substring(0, line.offsetByCodePoints(0, longest - 1)) + "…";
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
}
