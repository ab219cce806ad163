package org.imagine4j.magics.render;

import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How numbers become colours over a picture, told apart with any kind of colour vision: they differ in lightness.
 *
 * @param low the number of the first colour; lower ones get it, too
 * @param high the number of the last colour
 * @param stops colours at equal distances, see-through where the picture is to be seen
 */
record HeatScale(double low, double high, List<Stop> stops) {

    /** So few that maps are small files, so many that no step is seen. */
    private static final int LEVELS = 32;

    /** A colour: red, green, blue from 0 to 255, and how much it hides, 0 to 1. */
    record Stop(int red, int green, int blue, double alpha) {

        private String css() {
            return String.format(Locale.ROOT, "rgba(%d,%d,%d,%.2f)", red, green, blue, alpha);
        }
    }

    private static final List<Stop> SPOTLIGHT =
            List.of(new Stop(0, 16, 64, 0.82), new Stop(0, 16, 64, 0.46), new Stop(255, 226, 60, 0.28));

    private static final List<Stop> DIVERGING =
            List.of(new Stop(0, 114, 200, 0.9), new Stop(128, 128, 128, 0.25), new Stop(240, 120, 0, 0.9));

    HeatScale {
        stops = List.copyOf(stops);
    }

    /** Dark where a number is low, a light on the picture where it is high. */
    static HeatScale spotlight(double low, double high) {
        return new HeatScale(low, Math.max(high, Math.nextUp(low)), SPOTLIGHT);
    }

    /** Blue below zero, grey at zero, orange above. */
    static HeatScale diverging(double limit) {
        double reach = Math.max(limit, Double.MIN_NORMAL);
        return new HeatScale(-reach, reach, DIVERGING);
    }

    /** The colours, as few as images with a palette need to be small. */
    IndexColorModel palette() {
        int[] colours = IntStream.range(0, LEVELS).map(this::argb).toArray();
        return new IndexColorModel(Byte.SIZE, LEVELS, colours, 0, true, -1, DataBuffer.TYPE_BYTE);
    }

    /** Which colour of the palette a number has. */
    int level(double value) {
        double share = Math.max(0, Math.min(1, (value - low) / (high - low)));
        return (int) Math.round(share * (LEVELS - 1));
    }

    /** The colour of a number, as {@code BufferedImage.TYPE_INT_ARGB} has it. */
    int argb(double value) {
        return argb(level(value));
    }

    private int argb(int level) {
        double position = level / (double) (LEVELS - 1) * (stops.size() - 1);
        int before = Math.min((int) position, stops.size() - 2);
        double after = position - before;
        Stop from = stops.get(before);
        Stop to = stops.get(before + 1);
        double alpha = between(from.alpha, to.alpha, after);
        int[] channels = {
            (int) Math.round(255 * alpha),
            premultiplied(from.red, from.alpha, to.red, to.alpha, after, alpha),
            premultiplied(from.green, from.alpha, to.green, to.alpha, after, alpha),
            premultiplied(from.blue, from.alpha, to.blue, to.alpha, after, alpha)
        };
        return Arrays.stream(channels).reduce(0, (argb, channel) -> argb << 8 | channel);
    }

    private static double between(double from, double to, double share) {
        return from + share * (to - from);
    }

    private static int premultiplied(int from, double fromAlpha, int to, double toAlpha, double share, double alpha) {
        return (int) Math.round(between(from * fromAlpha, to * toAlpha, share) / alpha);
    }

    /** All colours from left to right, for a legend. */
    String gradient() {
        return "linear-gradient(to right," + stops.stream().map(Stop::css).collect(Collectors.joining(",")) + ")";
    }
}
