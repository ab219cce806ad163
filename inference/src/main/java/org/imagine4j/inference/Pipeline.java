package org.imagine4j.inference;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.imagine4j.inference.decoding.Draw;
import org.imagine4j.inference.decoding.EncodedTexts;
import org.imagine4j.inference.decoding.ImageDecoder;
import org.imagine4j.inference.decoding.TextEncoder;
import org.imagine4j.inference.painting.Painter;
import org.imagine4j.inference.runtime.Device;
import org.imagine4j.inference.runtime.OnnxRuntime;
import org.imagine4j.inference.runtime.Placement;
import org.imagine4j.inference.text.PromptTokenizer;
import org.imagine4j.models.store.ImportedModel;
import org.imagine4j.models.store.ModelException;

/**
 * The text-to-image pipeline of one model: normalise, tokenise, encode, decode, paint.
 *
 * <p>Safe for several threads; runs at the same time share the processors. Holds memory outside the Java heap until it
 * is closed.
 */
public final class Pipeline implements AutoCloseable {

    private final ImportedModel model;
    private final PromptTokenizer tokenizer;
    private final TextEncoder encoder;
    private final ImageDecoder decoder;
    private final Painter painter;
    private final Placement placement;
    private final int threads;

    private Pipeline(ImportedModel model, PromptTokenizer tokenizer, OnnxRuntime runtime, Placement placement) {
        this.model = model;
        this.placement = placement;
        this.threads = runtime.threads();
        this.tokenizer = tokenizer;
        this.encoder = new TextEncoder(model, runtime);
        this.decoder = ImageDecoder.of(model, runtime);
        this.painter = new Painter(model, runtime);
    }

    /** Opens a model on the CPU. */
    public static Pipeline open(ImportedModel model) {
        return open(model, Placement.on(Device.CPU));
    }

    /** Opens a model where it was placed. */
    public static Pipeline open(ImportedModel model, Placement placement) {
        return open(model, OnnxRuntime.on(placement.device()), placement);
    }

    /**
     * Opens a model.
     *
     * @throws ModelException if its tokenizer cannot be read
     * @throws org.imagine4j.inference.runtime.InferenceException if ONNX Runtime cannot load its graphs
     */
    public static Pipeline open(ImportedModel model, OnnxRuntime runtime) {
        return open(model, runtime, Placement.on(runtime.device()));
    }

    private static Pipeline open(ImportedModel model, OnnxRuntime runtime, Placement placement) {
        try {
            return new Pipeline(model, PromptTokenizer.read(model), runtime, placement);
        } catch (IOException e) {
            throw new ModelException(
                    "The tokenizer of " + model.id() + " cannot be read (" + e.getMessage() + ").\nDelete "
                            + model.folder() + " to import the model anew.",
                    e);
        }
    }

    public ImportedModel model() {
        return model;
    }

    /** How many threads of the CPU a run uses. */
    public int threads() {
        return threads;
    }

    /** Into how many batches a run with these recipes falls; each goes through all steps of the decoder. */
    public int batches(List<Recipe> recipes) {
        return PromptBatch.of(recipes, decoder.maxPictures()).size();
    }

    /** Where it runs. */
    public Placement placement() {
        return placement;
    }

    /**
     * Makes pictures. Recipes that share prompt and negative prompt are decoded together.
     *
     * @param recipes one for each picture
     * @param listener hears every row of tokens
     * @param cancellation stops the run before the next token or row; what exists by then is kept
     * @throws IllegalArgumentException if a recipe is for another model or precision
     */
    public Generation generate(List<Recipe> recipes, GenerationListener listener, Cancellation cancellation) {
        for (Recipe recipe : recipes) {
            if (!recipe.model().equals(model.id()) || recipe.precision() != model.precision()) {
                throw new IllegalArgumentException("The recipe is for " + recipe.model() + " in " + recipe.precision()
                        + ", but this pipeline runs " + model.id() + " in " + model.precision() + ".");
            }
        }
        GenerationRun run = new GenerationRun(recipes, model.transformer().gridSide(), painter, listener);
        run.announce();
        for (PromptBatch batch : PromptBatch.of(recipes, decoder.maxPictures())) {
            if (cancellation.requested()) {
                break;
            }
            List<int[]> tokens = tokenise(batch);
            List<Draw> draws =
                    batch.pictures().stream().map(recipes::get).map(Draw::of).toList();
            try (EncodedTexts texts = run.timeEncoding(() -> encoder.encode(tokens))) {
                decoder.decode(texts, draws, run.batch(batch.pictures()), cancellation);
            }
        }
        return run.finish(placement);
    }

    /** The texts a batch reads: the unconditional one first if it is guided. */
    private List<int[]> tokenise(PromptBatch batch) {
        List<int[]> texts = new ArrayList<>();
        if (batch.guided()) {
            texts.add(
                    batch.negativePrompt().isBlank() ? tokenizer.nothing() : tokenizer.prompt(batch.negativePrompt()));
        }
        texts.add(tokenizer.prompt(batch.prompt()));
        return texts;
    }

    @Override
    public void close() {
        encoder.close();
        decoder.close();
        painter.close();
    }
}
