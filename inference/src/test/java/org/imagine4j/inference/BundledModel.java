package org.imagine4j.inference;

import java.nio.file.Path;
import java.util.List;
import org.imagine4j.inference.runtime.OnnxRuntime;
import org.imagine4j.models.Precision;
import org.imagine4j.models.store.ImportedModel;
import org.imagine4j.models.store.ModelStore;

/** The bundled model as tests use it: the real one, imported once into the build folder. */
public final class BundledModel implements AutoCloseable {

    private final ImportedModel model;
    private final Pipeline pipeline;

    BundledModel(int threads) {
        this(Precision.FP32, threads);
    }

    public BundledModel(Precision precision, int threads) {
        this.model = imported(precision);
        this.pipeline = Pipeline.open(model, new OnnxRuntime(threads));
    }

    /** The model's files. */
    public static ImportedModel imported(Precision precision) {
        return new ModelStore(Path.of("target/imagine-home")).open("emoji-mini", precision);
    }

    public Pipeline pipeline() {
        return pipeline;
    }

    Sampling sampling() {
        return Sampling.of(model.sampling());
    }

    public Recipe recipe(String prompt, long seed) {
        return new Recipe(prompt, "", model.id(), model.precision(), seed, 0, sampling());
    }

    public Generation generate(List<Recipe> recipes) {
        return pipeline.generate(recipes, GenerationListener.SILENT, Cancellation.NEVER);
    }

    public TokenGrid tokens(Recipe recipe) {
        return generate(List.of(recipe)).artwork(0).tokens();
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
