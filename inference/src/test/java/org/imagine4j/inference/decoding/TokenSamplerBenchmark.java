package org.imagine4j.inference.decoding;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.imagine4j.inference.Sampling;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One draw from DALL·E Mini's codebook of 16384 tokens, guidance included. Not a test: see {@code README.md}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TokenSamplerBenchmark {

    private static final int CODES = 16384;

    /** 0 = all. */
    @Param({"0", "256"})
    private int topK;

    @Param({"1", "0.95"})
    private double topP;

    /** How far logits are apart; what guidance widens. */
    @Param({"1", "8"})
    private double spread;

    private final Random random = new Random(1);
    private final float[] conditional = new float[CODES];
    private final float[] unconditional = new float[CODES];
    private final float[] guided = new float[CODES];
    private final TokenSampler sampler = new TokenSampler(CODES);
    private Sampling sampling;

    /** Makes logits. */
    @Setup
    public void makeLogits() {
        sampling = new Sampling(10, 1, topK, topP);
        for (int i = 0; i < CODES; i++) {
            unconditional[i] = (float) (random.nextGaussian() * spread);
            conditional[i] = unconditional[i] + (float) (random.nextGaussian() * spread / 10);
        }
    }

    /** As the decoder does it for every picture at every position. */
    @Benchmark
    public int draw() {
        TokenSampler.guide(conditional, unconditional, sampling.guidance(), guided);
        return sampler.draw(guided, sampling, random.nextDouble());
    }
}
