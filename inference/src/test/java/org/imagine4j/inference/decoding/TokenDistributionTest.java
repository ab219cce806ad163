package org.imagine4j.inference.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.imagine4j.inference.Sampling;
import org.junit.jupiter.api.Test;

/** What is said about drawing against the sampler that draws. */
class TokenDistributionTest {

    private static final int DRAWS = 3000;

    @Property(tries = 300)
    void isWhatTheSamplerDrawsFrom(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 60) int codes,
            @ForAll @DoubleRange(min = 0.1, max = 20) double spread,
            @ForAll @IntRange(min = 0, max = 70) int topK,
            @ForAll @DoubleRange(min = 0.05, max = 1) double topP,
            @ForAll @DoubleRange(min = 0, max = 3) double temperature) {
        float[] logits = new float[codes];
        for (int i = 0; i < codes; i++) {
            logits[i] = (float) (Math.rint(random.nextGaussian() * 10) / 10 * spread);
        }
        Sampling sampling = new Sampling(1, temperature < 0.1 ? 0 : temperature, topK, topP);
        double[] probabilities = TokenDistribution.drawn(logits, sampling);
        assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-9));
        double[] frequencies = new double[codes];
        TokenSampler sampler = new TokenSampler(codes);
        for (int i = 0; i < DRAWS; i++) {
            int token = sampler.draw(logits, sampling, (i + 0.5) / DRAWS);
            assertThat(probabilities[token]).isPositive();
            frequencies[token] += 1.0 / DRAWS;
        }
        assertThat(frequencies).containsExactly(probabilities, within(1.0 / DRAWS + 1e-9));
    }

    @Test
    void withoutGuidanceTheConditionalLogitsStay() {
        float[] conditional = {0.1f, 1e8f};
        float[] unconditional = {1e8f, 0.3f};
        assertThat(TokenDistribution.guided(conditional, unconditional, new Sampling(1, 1, 0, 1)))
                .containsExactly(conditional);
        assertThat(TokenDistribution.guided(conditional, unconditional, new Sampling(0, 1, 0, 1)))
                .containsExactly(unconditional);
    }
}
