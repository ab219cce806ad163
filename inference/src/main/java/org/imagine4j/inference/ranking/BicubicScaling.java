package org.imagine4j.inference.ranking;

/**
 * Scales rows of 8-bit values with the cubic filter (a = −0.5), widened where values become fewer, in whole numbers: what
 * the Python Imaging Library does, to the last bit, with which CLIP's pictures are prepared everywhere.
 */
final class BicubicScaling {

    private static final double A = -0.5;
    private static final double REACH = 2;
    private static final int FRACTION_BITS = 22;

    private final int[] starts;
    private final int[][] weights;

    /**
     * @param from how many values there are
     * @param to how many there shall be
     */
    BicubicScaling(int from, int to) {
        starts = new int[to];
        weights = new int[to][];
        double scale = (double) from / to;
        double stretch = Math.max(1, scale);
        double reach = REACH * stretch;
        for (int i = 0; i < to; i++) {
            double center = (i + 0.5) * scale;
            starts[i] = Math.max(0, (int) (center - reach + 0.5));
            int end = Math.min(from, (int) (center + reach + 0.5));
            weights[i] = weights(starts[i], end, center, stretch);
        }
    }

    private static int[] weights(int start, int end, double center, double stretch) {
        double[] cubic = new double[end - start];
        double sum = 0;
        for (int k = 0; k < cubic.length; k++) {
            cubic[k] = cubic((k + start - center + 0.5) * (1 / stretch));
            sum += cubic[k];
        }
        int[] rounded = new int[cubic.length];
        for (int k = 0; k < cubic.length; k++) {
            double weight = cubic[k] / sum * (1 << FRACTION_BITS);
            rounded[k] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
        }
        return rounded;
    }

    private static double cubic(double distance) {
        double x = Math.abs(distance);
        if (x < 1) {
            return ((A + 2) * x - (A + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }

    /**
     * A value of the result.
     *
     * @param index which one, from 0
     * @param values where the values stand, 0 to 255
     * @param offset of the first value
     * @param step from one value to the next
     * @return 0 to 255
     */
    int value(int index, int[] values, int offset, int step) {
        int sum = 1 << (FRACTION_BITS - 1);
        int[] weight = weights[index];
        int place = offset + starts[index] * step;
        for (int k = 0; k < weight.length; k++) {
            sum += values[place] * weight[k];
            place += step;
        }
        return Math.max(0, Math.min(255, sum >> FRACTION_BITS));
    }
}
