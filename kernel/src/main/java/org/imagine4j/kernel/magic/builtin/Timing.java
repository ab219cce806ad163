package org.imagine4j.kernel.magic.builtin;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What {@code %timeit} measured. */
public final class Timing {
    private final List<Double> nanosPerLoop;
    private final long loops;

    Timing(List<Double> nanosPerLoop, long loops) {
        this.nanosPerLoop = List.copyOf(nanosPerLoop);
        this.loops = loops;
    }

    /** The time of a loop in nanoseconds, one figure for each run. */
    public List<Double> nanosPerLoop() {
        return nanosPerLoop;
    }

    /** How many loops each run had. */
    public long loops() {
        return loops;
    }

    /** The mean time of a loop, in nanoseconds. */
    public double mean() {
        return nanosPerLoop.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /** The median time of a loop, in nanoseconds. */
    public double median() {
        double[] sorted =
                nanosPerLoop.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The shortest time of a loop, in nanoseconds. */
    public double best() {
        return nanosPerLoop.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }

    /** The standard deviation of the runs, in nanoseconds. */
    public double deviation() {
        double mean = mean();
        double[] squares = nanosPerLoop.stream()
                .mapToDouble(nanos -> (nanos - mean) * (nanos - mean))
                .toArray();
        return Math.sqrt(Arrays.stream(squares).sum() / Math.max(1, squares.length - 1));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s \u00b1 %s per loop (median %s, best %s; %d runs of %,d loops each)",
                Durations.text(mean()),
                Durations.text(deviation()),
                Durations.text(median()),
                Durations.text(best()),
                nanosPerLoop.size(),
                loops);
    }
}
