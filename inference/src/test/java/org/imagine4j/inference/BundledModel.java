package org.imagine4j.inference;

import java.nio.file.Path;
import java.util.List;
import org.imagine4j.inference.runtime.OnnxRuntime;
import org.imagine4j.models.store.ImportedModel;
import org.imagine4j.models.store.ModelStore;

/** The bundled model as tests use it: the real one, imported once into the build folder. */
final class BundledModel implements AutoCloseable {

    private final ImportedModel model = new ModelStore(Path.of("target/imagine-home")).open("emoji-mini");
    private final Pipeline pipeline;

    BundledModel(int threads) {
        this.pipeline = Pipeline.open(model, new OnnxRuntime(threads));
    }

    Pipeline pipeline() {
        return pipeline;
    }

    Sampling sampling() {
        return Sampling.of(model.sampling());
    }

    Recipe recipe(String prompt, long seed) {
        return new Recipe(prompt, "", model.id(), seed, 0, sampling());
    }

    Generation generate(List<Recipe> recipes) {
        return pipeline.generate(recipes, GenerationListener.SILENT, Cancellation.NEVER);
    }

    TokenGrid tokens(Recipe recipe) {
        return generate(List.of(recipe)).artwork(0).tokens();
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
