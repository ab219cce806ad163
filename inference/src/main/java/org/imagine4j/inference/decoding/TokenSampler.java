package org.imagine4j.inference.decoding;

import java.util.Arrays;
import org.imagine4j.inference.Sampling;

/**
 * Draws image tokens from logits: temperature, then top-k, then top-p, then a draw.
 *
 * <p>Candidates are ordered by probability (lower id first among equals) and the random number picks a point of their
 * cumulative distribution, so a small number always means a likely token, whatever the settings.
 *
 * <p>They are put into that order only as far as a draw has to know it: first into buckets of similar probability, which
 * takes one pass, and inside a bucket only where a border or the picked point lies in it.
 *
 * <p>Not safe for several threads: it reuses its working memory.
 */
public final class TokenSampler {

    /** Tokens that are e<sup>60</sup> times less likely than the best are left out: 64-bit sums do not feel them. */
    private static final int RANGE = Exponential.RANGE;

    private static final int BUCKETS_PER_NAT = 16;
    private static final int BUCKETS = RANGE * BUCKETS_PER_NAT;

    private final int[] bucketOfCode;
    private final int[] ends = new int[BUCKETS + 1];
    private final int[] ordered;
    private final double[] weights;
    private final long[] keys;

    private float[] logits = {};
    private double best;
    private double temperature;
    private double reached;

    /** @param codes size of the codebook */
    public TokenSampler(int codes) {
        this.bucketOfCode = new int[codes];
        this.ordered = new int[codes];
        this.weights = new double[codes];
        this.keys = new long[codes];
    }

    /**
     * Super conditioning: {@code uncond + scale · (cond − uncond)}.
     *
     * @param scale guidance
     * @param guided receives the result
     */
    public static void guide(float[] conditional, float[] unconditional, double scale, float[] guided) {
        float s = (float) scale;
        for (int i = 0; i < conditional.length; i++) {
            guided[i] = unconditional[i] + s * (conditional[i] - unconditional[i]);
        }
    }

    /** The natural logarithm of the probability that the softmax of some logits gives a token. */
    public static double logProbability(float[] logits, int token) {
        double best = logits[mostLikely(logits)];
        double sum = 0;
        for (float logit : logits) {
            sum += Exponential.ofNegative(Math.min(best - logit, RANGE));
        }
        return logits[token] - best - Math.log(sum);
    }

    /**
     * Draws one token.
     *
     * @param guidedLogits one for every code
     * @param sampling temperature, top-k and top-p; guidance is not looked at
     * @param uniform a random number in {@code [0, 1)}
     * @return a codebook index
     */
    public int draw(float[] guidedLogits, Sampling sampling, double uniform) {
        int mostLikely = mostLikely(guidedLogits);
        if (sampling.temperature() == 0) {
            return mostLikely;
        }
        logits = guidedLogits;
        best = guidedLogits[mostLikely];
        temperature = sampling.temperature();
        int candidates = fillBuckets();
        if (sampling.topK() > 0 && sampling.topK() < candidates) {
            candidates = sampling.topK();
            sort(bucketAt(candidates - 1));
        }
        double sum = 0;
        for (int place = 0; place < candidates; place++) {
            weights[place] = weight(ordered[place]);
            sum += weights[place];
        }
        if (sampling.topP() < 1) {
            candidates = placeWhere(Math.nextDown(sampling.topP() * sum), candidates) + 1;
            sum = reached;
        }
        return ordered[placeWhere(uniform * sum, candidates)];
    }

    /** The token with the highest logit, the lowest id among equals. */
    static int mostLikely(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }

    /** All tokens, likeliest first. */
    static int[] order(float[] logits) {
        long[] keys = new long[logits.length];
        for (int code = 0; code < logits.length; code++) {
            keys[code] = key(logits[code], code);
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    private double weight(int code) {
        return Exponential.ofNegative((best - logits[code]) / temperature);
    }

    /** Puts the codes into {@code ordered}, bucket by bucket, likeliest first; returns how many. */
    private int fillBuckets() {
        Arrays.fill(ends, 0);
        double scale = BUCKETS_PER_NAT / temperature;
        for (int code = 0; code < logits.length; code++) {
            int bucket = (int) Math.min((best - logits[code]) * scale, BUCKETS);
            bucketOfCode[code] = bucket;
            ends[bucket]++;
        }
        int start = 0;
        for (int bucket = 0; bucket <= BUCKETS; bucket++) {
            int size = ends[bucket];
            ends[bucket] = start;
            start += size;
        }
        int candidates = ends[BUCKETS];
        for (int code = 0; code < logits.length; code++) {
            ordered[ends[bucketOfCode[code]]++] = code;
        }
        return candidates;
    }

    private int bucketAt(int place) {
        return bucketOfCode[ordered[place]];
    }

    /**
     * The first place at which the weights so far exceed {@code sum}, or the last if rounding keeps them from it; leaves
     * the weights up to and including it in {@code reached}.
     */
    private int placeWhere(double sum, int candidates) {
        double before = 0;
        int start = 0;
        while (true) {
            int bucket = bucketAt(start);
            int end = Math.min(ends[bucket], candidates);
            double after = before;
            for (int place = start; place < end; place++) {
                after += weights[place];
            }
            if (after > sum || end == candidates) {
                sort(bucket);
                reached = before;
                for (int place = start; place < end; place++) {
                    weights[place] = weight(ordered[place]);
                    reached += weights[place];
                    if (reached > sum) {
                        return place;
                    }
                }
                return end - 1;
            }
            before = after;
            start = end;
        }
    }

    private void sort(int bucket) {
        int start = bucket == 0 ? 0 : ends[bucket - 1];
        int end = ends[bucket];
        for (int place = start; place < end; place++) {
            keys[place] = key(logits[ordered[place]], ordered[place]);
        }
        Arrays.sort(keys, start, end);
        for (int place = start; place < end; place++) {
            ordered[place] = (int) keys[place];
        }
    }

    /** A number that is smaller for a higher logit, and for a lower code among equal logits. */
    private static long key(float logit, int code) {
        int bits = Float.floatToIntBits(logit + 0.0f);
        int ascending = bits ^ (bits >> 31 & Integer.MAX_VALUE);
        return (long) ~ascending << 32 | code;
    }
}
