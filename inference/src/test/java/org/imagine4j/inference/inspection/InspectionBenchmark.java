package org.imagine4j.inference.inspection;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.imagine4j.inference.Pipeline;
import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.Sampling;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.models.Precision;
import org.imagine4j.models.ProgressListener;
import org.imagine4j.models.store.ImportedModel;
import org.imagine4j.models.store.SyntheticModels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Looking inside a picture with random weights of DALL·E Mini's size, int8. Not a test: see {@code README.md}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class InspectionBenchmark {

    private static final String PROMPT = "an armchair in the shape of an avocado";

    private Pipeline pipeline;
    private Recipe recipe;
    private TokenGrid tokens;
    private Inspection inspection;
    private int layer;

    @Setup
    public void open() {
        ImportedModel model =
                new SyntheticModels(Path.of("target")).open("dalle-mini", Precision.INT8, ProgressListener.SILENT);
        int side = model.transformer().gridSide();
        pipeline = Pipeline.open(model);
        recipe = new Recipe(PROMPT, "", model.id(), model.precision(), 1, 0, Sampling.of(model.sampling()));
        tokens = new TokenGrid(
                side,
                side,
                new Random(1).ints((long) side * side, 0, model.vqgan().codes()).toArray());
        inspection = pipeline.inspect(recipe, tokens);
    }

    @TearDown
    public void close() {
        pipeline.close();
    }

    @Benchmark
    public Inspection inspect() {
        return pipeline.inspect(recipe, tokens);
    }

    /** Another layer each time: what is known is not computed again. */
    @Benchmark
    public LayerAttention selfAttention() {
        return inspection.selfAttention(layer++ % 12);
    }

    /** Together with an inspection, which remembers its lens. */
    @Benchmark
    public LogitLens inspectAndLens() {
        return pipeline.inspect(recipe, tokens).logitLens();
    }

    @Benchmark
    public List<CaptionScore> compareFourCaptions() {
        return pipeline.compareCaptions(tokens, List.of(PROMPT, "a cat", "a red apple", "two dogs"));
    }
}
