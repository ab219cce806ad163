package org.imagine4j.inference.text;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.imagine4j.inference.BundledModel;
import org.imagine4j.models.Precision;
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

/** A prompt from what was typed to ids: normalisation and byte-pair encoding. Not a test: see {@code README.md}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PromptTokenizerBenchmark {

    @Param({
        "a cat",
        "An armchair in the shape of an avocado, \"studio lighting\" — 1,000 details &amp; no text! 🥑 https://example.com"
    })
    private String prompt;

    private PromptTokenizer tokenizer;

    /** Reads the bundled model's vocabulary. */
    @Setup
    public void read() throws IOException {
        tokenizer = PromptTokenizer.read(BundledModel.imported(Precision.FP32));
    }

    /** As the pipeline does it once for every prompt. */
    @Benchmark
    public int[] tokenise() {
        return tokenizer.prompt(prompt);
    }
}
