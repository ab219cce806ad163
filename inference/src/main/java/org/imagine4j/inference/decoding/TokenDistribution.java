package org.imagine4j.inference.decoding;

import java.util.Arrays;
import org.imagine4j.inference.Sampling;

/** The probabilities with which tokens are drawn: what {@link TokenSampler} does, spelt out for every token. */
public final class TokenDistribution {

    private TokenDistribution() {}

    /**
     * Super conditioning: {@code uncond + guidance · (cond − uncond)}; without guidance (1) the conditional logits as they
     * are.
     */
    public static float[] guided(float[] conditional, float[] unconditional, Sampling sampling) {
        if (sampling.guidance() == 1) {
            return conditional.clone();
        }
        float[] guided = new float[conditional.length];
        TokenSampler.guide(conditional, unconditional, sampling.guidance(), guided);
        return guided;
    }

    /** The token with the highest logit, the lowest id among equals: what temperature 0 draws. */
    public static int likeliest(float[] logits) {
        return TokenSampler.mostLikely(logits);
    }

    /**
     * After temperature, top-k and top-p.
     *
     * @param guidedLogits one for every code
     * @param sampling guidance is not looked at
     * @return one probability for every code; 0 for those that cannot be drawn
     */
    public static double[] drawn(float[] guidedLogits, Sampling sampling) {
        double[] weights = new double[guidedLogits.length];
        int best = TokenSampler.mostLikely(guidedLogits);
        if (sampling.temperature() == 0) {
            weights[best] = 1;
            return weights;
        }
        for (int code = 0; code < weights.length; code++) {
            double distance = ((double) guidedLogits[best] - guidedLogits[code]) / sampling.temperature();
            weights[code] = distance < Exponential.RANGE ? Exponential.ofNegative(distance) : 0;
        }
        if (sampling.topK() > 0 || sampling.topP() < 1) {
            keepLikeliest(weights, guidedLogits, sampling);
        }
        double sum = Arrays.stream(weights).sum();
        for (int code = 0; code < weights.length; code++) {
            weights[code] /= sum;
        }
        return weights;
    }

    /** Sets to 0 what top-k and top-p leave out. */
    private static void keepLikeliest(double[] weights, float[] logits, Sampling sampling) {
        int[] order = TokenSampler.order(logits);
        int kept = sampling.topK() > 0 ? Math.min(sampling.topK(), order.length) : order.length;
        if (sampling.topP() < 1) {
            double sum = 0;
            for (int place = 0; place < kept; place++) {
                sum += weights[order[place]];
            }
            double reached = weights[order[0]];
            int places = 1;
            while (places < kept && reached <= Math.nextDown(sampling.topP() * sum)) {
                reached += weights[order[places++]];
            }
            kept = places;
        }
        for (int place = kept; place < order.length; place++) {
            weights[order[place]] = 0;
        }
    }
}
