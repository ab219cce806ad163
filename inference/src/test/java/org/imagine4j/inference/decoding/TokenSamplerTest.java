package org.imagine4j.inference.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.imagine4j.inference.Sampling;
import org.junit.jupiter.api.Test;

class TokenSamplerTest {

    private static final Sampling PLAIN = new Sampling(1, 1, 0, 1);

    @Property(tries = 300)
    void drawsWithTheProbabilitiesOfSoftmax(
            @ForAll @Size(min = 2, max = 40) float[] logits,
            @ForAll @DoubleRange(min = 0.2, max = 3) double temperature) {
        Sampling sampling = PLAIN.withTemperature(temperature);
        double[] frequency = frequencies(logits, sampling, 4000);
        double[] expected = softmax(logits, temperature);
        for (int i = 0; i < logits.length; i++) {
            assertThat(frequency[i]).isCloseTo(expected[i], within(1e-3));
        }
    }

    /** Sorts all candidates and adds them up one by one. */
    @Property(tries = 500)
    void drawsWhatTheDefinitionSays(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 3000) int codes,
            @ForAll @DoubleRange(min = 0.1, max = 30) double spread,
            @ForAll @IntRange(min = 0, max = 3500) int topK,
            @ForAll @DoubleRange(min = 0.05, max = 1) double topP,
            @ForAll @DoubleRange(min = 0.2, max = 3) double temperature) {
        float[] logits = new float[codes];
        for (int i = 0; i < codes; i++) {
            logits[i] = (float) (Math.rint(random.nextGaussian() * 100) / 100 * spread);
        }
        Sampling sampling = new Sampling(1, temperature, topK, topP);
        TokenSampler sampler = new TokenSampler(codes);
        for (int i = 0; i < 20; i++) {
            double uniform = random.nextDouble();
            assertThat(sampler.draw(logits, sampling, uniform)).isEqualTo(byDefinition(logits, sampling, uniform));
        }
    }

    /** Adding 0 makes one zero of two, which {@link Double#compare} tells apart. */
    private static int byDefinition(float[] logits, Sampling sampling, double uniform) {
        int[] order = IntStream.range(0, logits.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -(logits[i] + 0.0)))
                .mapToInt(i -> i)
                .limit(sampling.topK() == 0 ? logits.length : sampling.topK())
                .toArray();
        double[] weights = Arrays.stream(order)
                .mapToDouble(i -> Math.exp((logits[i] - (double) logits[order[0]]) / sampling.temperature()))
                .toArray();
        double sum = Arrays.stream(weights).sum();
        int kept = 0;
        double keptSum = 0;
        while (kept < order.length && keptSum < sampling.topP() * sum) {
            keptSum += weights[kept++];
        }
        double reached = 0;
        for (int i = 0; i < kept; i++) {
            reached += weights[i];
            if (reached > uniform * keptSum) {
                return order[i];
            }
        }
        return order[kept - 1];
    }

    @Property(tries = 300)
    void topKKeepsTheLikeliest(
            @ForAll @Size(min = 2, max = 60) float[] logits,
            @ForAll @IntRange(min = 1, max = 70) int topK,
            @ForAll @DoubleRange(min = 0, max = 0.99) double uniform) {
        int drawn = new TokenSampler(logits.length).draw(logits, PLAIN.withTopK(topK), uniform);
        long better = IntStream.range(0, logits.length)
                .filter(i -> logits[i] > logits[drawn])
                .count();
        assertThat(better).isLessThan(topK);
    }

    @Property(tries = 300)
    void topPKeepsTheSmallestSetThatReachesTheSum(
            @ForAll @Size(min = 2, max = 60) float[] logits,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double topP,
            @ForAll @DoubleRange(min = 0, max = 0.99) double uniform) {
        int drawn = new TokenSampler(logits.length).draw(logits, PLAIN.withTopP(topP), uniform);
        double[] probabilities = softmax(logits, 1);
        double better = IntStream.range(0, logits.length)
                .filter(i -> logits[i] > logits[drawn])
                .mapToDouble(i -> probabilities[i])
                .sum();
        assertThat(better).isLessThan(topP + 1e-9);
    }

    @Property(tries = 100)
    void temperatureZeroIsTheLikeliest(@ForAll @Size(min = 1, max = 60) float[] logits) {
        int drawn = new TokenSampler(logits.length).draw(logits, PLAIN.withTemperature(0), 0.999);
        for (float logit : logits) {
            assertThat(logit).isLessThanOrEqualTo(logits[drawn]);
        }
    }

    @Test
    void smallNumbersMeanLikelyTokens() {
        float[] logits = {0, 3, 1, 2};
        TokenSampler sampler = new TokenSampler(4);
        assertThat(sampler.draw(logits, PLAIN, 0)).isEqualTo(1);
        assertThat(sampler.draw(logits, PLAIN, Math.nextDown(1.0))).isEqualTo(0);
    }

    @Test
    void extremeLogitsAndTemperaturesStillDraw() {
        float[] logits = {-1e30f, 1e30f, 0, Float.NEGATIVE_INFINITY};
        TokenSampler sampler = new TokenSampler(4);
        assertThat(sampler.draw(logits, PLAIN.withTemperature(1e-3), 0.5)).isEqualTo(1);
        assertThat(sampler.draw(logits, PLAIN.withTemperature(100), 0.5)).isEqualTo(1);
    }

    @Test
    void guidanceMovesAwayFromTheUnconditionalLogits() {
        float[] conditional = {1, 2, 3};
        float[] guided = new float[3];
        TokenSampler.guide(conditional, new float[] {1, 1, 5}, 10, guided);
        assertThat(guided).containsExactly(1, 11, -15);
    }

    @Test
    void logProbabilitiesAreThoseOfTheSoftmax() {
        float[] logits = {1, 2, 4, -200, Float.NEGATIVE_INFINITY};
        double sum = Math.exp(1) + Math.exp(2) + Math.exp(4);
        assertThat(TokenSampler.logProbability(logits, 1)).isCloseTo(2 - Math.log(sum), within(1e-12));
        assertThat(TokenSampler.logProbability(logits, 3)).isCloseTo(-200 - Math.log(sum), within(1e-9));
        assertThat(TokenSampler.logProbability(logits, 4)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void randomNumbersAreUniformAndDifferForSeedPictureAndPosition() {
        double[] numbers = IntStream.range(0, 10_000)
                .mapToDouble(i -> new RandomStream(i % 10, i / 10 % 10).uniform(i / 100))
                .toArray();
        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(Arrays.stream(numbers).boxed()).allMatch(u -> u >= 0 && u < 1);
        for (int tenth = 0; tenth < 10; tenth++) {
            double from = tenth / 10.0;
            assertThat(IntStream.range(0, numbers.length)
                            .filter(i -> numbers[i] >= from && numbers[i] < from + 0.1)
                            .count())
                    .isBetween(850L, 1150L);
        }
    }

    private static double[] frequencies(float[] logits, Sampling sampling, int draws) {
        TokenSampler sampler = new TokenSampler(logits.length);
        double[] frequency = new double[logits.length];
        for (int i = 0; i < draws; i++) {
            frequency[sampler.draw(logits, sampling, (i + 0.5) / draws)] += 1.0 / draws;
        }
        return frequency;
    }

    private static double[] softmax(float[] logits, double temperature) {
        double[] result = new double[logits.length];
        double best = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            best = Math.max(best, logit);
        }
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            result[i] = Math.exp((logits[i] - best) / temperature);
            sum += result[i];
        }
        for (int i = 0; i < logits.length; i++) {
            result[i] /= sum;
        }
        return result;
    }
}
