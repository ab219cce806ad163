package org.imagine4j.inference.decoding;

import java.util.Arrays;
import org.imagine4j.inference.Sampling;

/**
 * Draws image tokens from logits: temperature, then top-k, then top-p, then a draw.
 *
 * <p>Candidates are ordered by probability (lower id first among equals) and the random number picks a point of their
 * cumulative distribution, so a small number always means a likely token, whatever the settings.
 *
 * <p>Not safe for several threads: it reuses its working memory.
 */
final class TokenSampler {

    private final long[] ranked;
    private final double[] weights;

    /** @param codes size of the codebook */
    TokenSampler(int codes) {
        this.ranked = new long[codes];
        this.weights = new double[codes];
    }

    /**
     * Super conditioning, in place: {@code cond := uncond + scale · (cond − uncond)}.
     *
     * @param scale guidance
     */
    static void guide(float[] conditional, float[] unconditional, double scale) {
        float s = (float) scale;
        for (int i = 0; i < conditional.length; i++) {
            conditional[i] = unconditional[i] + s * (conditional[i] - unconditional[i]);
        }
    }

    /**
     * Draws one token.
     *
     * @param logits guided logits, one for every code
     * @param sampling temperature, top-k and top-p; guidance is not looked at
     * @param uniform a random number in {@code [0, 1)}
     * @return a codebook index
     */
    int draw(float[] logits, Sampling sampling, double uniform) {
        if (sampling.temperature() == 0) {
            return mostLikely(logits);
        }
        int candidates = rank(logits, sampling.topK());
        double best = logits[code(0)];
        double sum = 0;
        for (int i = 0; i < candidates; i++) {
            weights[i] = Math.exp((logits[code(i)] - best) / sampling.temperature());
            sum += weights[i];
        }
        if (sampling.topP() < 1) {
            double limit = sampling.topP() * sum;
            sum = 0;
            int kept = 0;
            while (kept < candidates && sum < limit) {
                sum += weights[kept++];
            }
            candidates = kept;
        }
        double point = uniform * sum;
        int i = 0;
        for (double reached = weights[0]; reached <= point && i < candidates - 1; reached += weights[i]) {
            i++;
        }
        return code(i);
    }

    private static int mostLikely(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }

    /** Puts the {@code topK} (0 = all) likeliest codes into {@code ranked}, likeliest first; returns how many. */
    private int rank(float[] logits, int topK) {
        int size = topK > 0 && topK < ranked.length ? topK : ranked.length;
        for (int i = 0; i < size; i++) {
            ranked[i] = key(logits[i], i);
        }
        if (size < logits.length) {
            for (int i = size / 2 - 1; i >= 0; i--) {
                siftDown(i, size);
            }
            for (int i = size; i < logits.length; i++) {
                long key = key(logits[i], i);
                if (key < ranked[0]) {
                    ranked[0] = key;
                    siftDown(0, size);
                }
            }
        }
        Arrays.sort(ranked, 0, size);
        return size;
    }

    /** Restores the heap whose root is the worst of the best. */
    private void siftDown(int parent, int size) {
        long key = ranked[parent];
        int child = 2 * parent + 1;
        while (child < size) {
            if (child + 1 < size && ranked[child + 1] > ranked[child]) {
                child++;
            }
            if (ranked[child] <= key) {
                break;
            }
            ranked[parent] = ranked[child];
            parent = child;
            child = 2 * parent + 1;
        }
        ranked[parent] = key;
    }

    /** A number that is smaller for a higher logit, and for a lower code among equal logits. */
    private static long key(float logit, int code) {
        int bits = Float.floatToIntBits(logit + 0.0f);
        int ascending = bits ^ (bits >> 31 & Integer.MAX_VALUE);
        return (long) ~ascending << 32 | code;
    }

    private int code(int rank) {
        return (int) ranked[rank];
    }
}
