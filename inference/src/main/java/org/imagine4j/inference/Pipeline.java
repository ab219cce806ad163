package org.imagine4j.inference;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.imagine4j.inference.decoding.EncodedTexts;
import org.imagine4j.inference.decoding.ImageDecoder;
import org.imagine4j.inference.decoding.TextEncoder;
import org.imagine4j.inference.decoding.Texts;
import org.imagine4j.inference.decoding.Window;
import org.imagine4j.inference.inspection.CaptionScore;
import org.imagine4j.inference.inspection.Codebook;
import org.imagine4j.inference.inspection.Inspection;
import org.imagine4j.inference.inspection.Inspector;
import org.imagine4j.inference.painting.ImageTokenizer;
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

    /** How many times the model's own size a picture may have: the VQGAN's attention is between all its places. */
    public static final int MAX_WINDOWS = 16;

    private final ImportedModel model;
    private final PromptTokenizer tokenizer;
    private final TextEncoder encoder;
    private final ImageDecoder decoder;
    private final Painter painter;
    private final ImageTokenizer imageTokenizer;
    private final Inspector inspector;
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
        this.imageTokenizer = new ImageTokenizer(model, runtime);
        this.inspector = new Inspector(model, runtime, tokenizer, encoder, painter);
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
        return batches(recipes, canvases(recipes)).size();
    }

    private List<PromptBatch> batches(List<Recipe> recipes, List<Canvas> canvases) {
        return PromptBatch.of(recipes, canvases, model.transformer().gridSide(), decoder.maxPictures());
    }

    private List<Canvas> canvases(List<Recipe> recipes) {
        return recipes.stream().map(recipe -> canvas(recipe.canvas())).toList();
    }

    /** The canvas in numbers, after a look whether the model can fill it. */
    private Canvas canvas(Canvas canvas) {
        int side = model.transformer().gridSide();
        if (canvas.isBlank()) {
            return Canvas.blank(side, side);
        }
        int codes = model.vqgan().codes();
        if (canvas.rows() < side || canvas.columns() < side) {
            throw new IllegalArgumentException("The picture has " + canvas.rows() + "×" + canvas.columns() + " tokens; "
                    + model.id() + " draws at least " + side + "×" + side + ".");
        }
        if (canvas.tokens().size() > MAX_WINDOWS * side * side) {
            throw new IllegalArgumentException("The picture has " + canvas.rows() + "×" + canvas.columns()
                    + " tokens; it may have " + MAX_WINDOWS + " times as many as the " + side + "×" + side + " of "
                    + model.id() + " at most.");
        }
        canvas.tokens().stream().filter(token -> token >= codes).findFirst().ifPresent(token -> {
            throw new IllegalArgumentException("The picture has a token " + token + ", but the codebook of "
                    + model.id() + " ends at " + (codes - 1) + ". Its tokens are another model's.");
        });
        return canvas;
    }

    /** Where it runs. */
    public Placement placement() {
        return placement;
    }

    /**
     * Makes pictures. Recipes that share prompt, negative prompt and emphasis are decoded together.
     *
     * @param recipes one for each picture
     * @param listener hears every row of tokens
     * @param cancellation stops the run before the next token or row; what exists by then is kept
     * @throws IllegalArgumentException if a recipe is for another model or precision, its canvas does not suit the
     *     model, or its prompt lacks a word that has a weight; the message says why
     */
    public Generation generate(List<Recipe> recipes, GenerationListener listener, Cancellation cancellation) {
        recipes.forEach(this::requireOwn);
        List<Canvas> canvases = canvases(recipes);
        List<PromptBatch> batches = batches(recipes, canvases);
        int rows = batches.stream().mapToInt(PromptBatch::rows).sum();
        List<Texts> ofBatches = batches.stream().map(this::tokenise).toList();
        GenerationRun run = new GenerationRun(recipes, canvases, rows, painter, listener);
        run.announce();
        for (int i = 0; i < batches.size(); i++) {
            if (cancellation.requested()) {
                break;
            }
            PromptBatch batch = batches.get(i);
            Texts ids = ofBatches.get(i);
            try (EncodedTexts texts = run.timeEncoding(() -> encoder.encode(ids))) {
                for (Window window : batch.windows()) {
                    decoder.decode(
                            texts,
                            batch.pictures().stream()
                                    .map(picture -> run.draw(picture, window))
                                    .toList(),
                            run.batch(batch.pictures(), window),
                            cancellation);
                }
            }
        }
        return run.finish(placement);
    }

    /**
     * Paints tokens: a run of the VQGAN decoder.
     *
     * @param grid of any size; what is not filled is missing at the bottom
     * @throws IllegalStateException if it has no row
     */
    public BufferedImage paint(TokenGrid grid) {
        return painter.paint(grid);
    }

    /**
     * The image tokens of any picture: what the VQGAN's encoder makes of it.
     *
     * @param image is cut to the middle square, and brought to the size that the model draws
     * @throws ModelException if the model came without an encoder
     */
    public TokenGrid tokens(BufferedImage image) {
        return imageTokenizer.tokens(image);
    }

    /** Looks inside a picture that this model drew: {@link #inspect(Recipe, TokenGrid)} with its own recipe. */
    public Inspection inspect(Artwork artwork) {
        return inspect(artwork.recipe(), artwork.tokens());
    }

    /**
     * Looks inside: what the model would have thought of a picture's tokens, had it just been drawing it by a recipe.
     *
     * @param recipe prompt, negative prompt and sampling; seed and index play no part
     * @param tokens any picture of the model's size, or its first rows
     * @throws IllegalArgumentException if the recipe is for another model or precision, or the tokens are not a picture
     *     of this model
     */
    public Inspection inspect(Recipe recipe, TokenGrid tokens) {
        requireOwn(recipe);
        return inspector.inspect(recipe, tokens);
    }

    /**
     * Which caption fits a picture best.
     *
     * @param tokens any picture of the model's size, or its first rows
     * @param captions at least one
     * @return their scores, the best first
     * @throws IllegalArgumentException if there is no caption, or the tokens are not a picture of this model
     */
    public List<CaptionScore> compareCaptions(TokenGrid tokens, List<String> captions) {
        return inspector.compare(tokens, captions);
    }

    /** The image tokens' own meaning: vectors, distances, patches. */
    public Codebook codebook() {
        return inspector.codebook();
    }

    private void requireOwn(Recipe recipe) {
        if (!recipe.model().equals(model.id()) || recipe.precision() != model.precision()) {
            throw new IllegalArgumentException("The recipe is for " + recipe.model() + " in " + recipe.precision()
                    + ", but this pipeline runs " + model.id() + " in " + model.precision() + ".");
        }
    }

    /** The texts a batch reads: the unconditional one first if it is guided. */
    private Texts tokenise(PromptBatch batch) {
        List<int[]> texts = new ArrayList<>();
        if (batch.guided()) {
            texts.add(tokenizer.unconditional(batch.negativePrompt()));
        }
        texts.add(tokenizer.prompt(batch.prompt()));
        return new Texts(texts, batch.emphasis().logarithms(tokenizer, batch.prompt()));
    }

    @Override
    public void close() {
        inspector.close();
        encoder.close();
        decoder.close();
        painter.close();
        imageTokenizer.close();
    }
}
