package org.imagine4j.magics;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.ArtworkFile;
import org.imagine4j.inference.Canvas;
import org.imagine4j.inference.Emphasis;
import org.imagine4j.inference.Generation;
import org.imagine4j.inference.GenerationListener;
import org.imagine4j.inference.Pipeline;
import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.Sampling;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.inference.inspection.Inspection;
import org.imagine4j.inference.runtime.Placement;
import org.imagine4j.magics.attention.Heads;
import org.imagine4j.magics.attention.WordMaps;
import org.imagine4j.magics.gallery.Gallery;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.SamplingDefaults;
import org.imagine4j.models.store.ImportedModel;

/**
 * A request for pictures, and the way into Imagine from Java:
 *
 * <pre>{@code
 * Generation g = Imagine.prompt("a cat on a blue background").images(4).seed(7).run();
 * g.artwork(0).save("cat.png");
 * }</pre>
 *
 * <p>What is left out is chosen by the model (sampling) or at random (seed) when the request runs. Immutable: every
 * method returns a new request, so one request can be kept and varied.
 */
public final class Imagine {

    /** The model that comes with the program. */
    public static final String DEFAULT_MODEL = "emoji-mini";

    /** Pictures of one prompt unless something else is asked for: a 3×3 grid. */
    public static final int DEFAULT_IMAGES = 9;

    /** The most pictures of one prompt in a single request. */
    public static final int MAX_IMAGES = 100;

    /** The most pictures of all prompts together in a single request. */
    private static final int MAX_PICTURES = 1000;

    /** Some valid settings, to try a change on where it is asked for rather than where the request runs. */
    private static final Sampling ANY_SAMPLING = Sampling.of(new SamplingDefaults(1, 1, 0, 1));

    private final Studio studio;
    private final List<Prompt> prompts;
    private String negative = "";
    private Emphasis emphasis = Emphasis.NONE;
    private OptionalInt images = OptionalInt.empty();
    private int first;
    private OptionalLong seed = OptionalLong.empty();
    private Engine engine = Engine.of(DEFAULT_MODEL);
    private Optional<ModelId> exactModel = Optional.empty();
    private UnaryOperator<Sampling> tuning = UnaryOperator.identity();
    private Optional<Start> start = Optional.empty();
    private Optional<Start.Kept> kept = Optional.empty();
    private Optional<Size> size = Optional.empty();
    private boolean seamless;
    private Optional<RankingWish> ranking = Optional.empty();
    private GenerationListener listener = GenerationListener.SILENT;

    /**
     * How pictures shall be ranked.
     *
     * @param scorer who ranks; the usual one if empty
     * @param best how many of each prompt are kept; all if empty
     */
    record RankingWish(Optional<String> scorer, OptionalInt best) {}

    /** Width and height in pixels. */
    private record Size(int width, int height) {}

    Imagine(Studio studio, List<Prompt> prompts) {
        this.studio = studio;
        this.prompts = List.copyOf(prompts);
        if (prompts.isEmpty()
                || prompts.stream().anyMatch(prompt -> prompt.text().isBlank())) {
            throw new UsageException(
                    "There is no prompt: nothing says what to draw.",
                    "Say it in a few words, for example: a cat on a blue background");
        }
    }

    private Imagine(Imagine other, List<Prompt> prompts) {
        this(other.studio, prompts);
        this.negative = other.negative;
        this.emphasis = other.emphasis;
        this.images = other.images;
        this.first = other.first;
        this.seed = other.seed;
        this.engine = other.engine;
        this.exactModel = other.exactModel;
        this.tuning = other.tuning;
        this.start = other.start;
        this.kept = other.kept;
        this.size = other.size;
        this.seamless = other.seamless;
        this.ranking = other.ranking;
        this.listener = other.listener;
    }

    /** A copy with a change: only the copy is ever written to, and only here. */
    private Imagine with(Consumer<Imagine> change) {
        Imagine copy = new Imagine(this, prompts);
        change.accept(copy);
        return copy;
    }

    /**
     * Asks for pictures of one prompt.
     *
     * @param prompt what to draw; {@code {red|blue}} stands for each of its choices in turn, see {@link PromptTemplate}
     * @throws UsageException if the prompt is blank
     */
    public static Imagine prompt(String prompt) {
        return prompts(List.of(prompt));
    }

    /**
     * Brings {@code %imagine} and its family to the notebook that this runs in, where the kernel does not find them by itself:
     * IJava does not, JJava and our own kernel do. Calling it again changes nothing.
     *
     * @throws UsageException if no kernel runs here that Imagine knows
     */
    public static void install() {
        if (Studio.shared().hasPresenter()) {
            return;
        }
        for (KernelAdapter adapter : ServiceLoader.load(KernelAdapter.class, Imagine.class.getClassLoader())) {
            if (adapter.install()) {
                return;
            }
        }
        throw new UsageException(
                "There is no Java notebook here to bring %imagine to.",
                "It works in our own kernel, in JJava and in IJava; elsewhere, Imagine.prompt(\"a cat\").run() draws.");
    }

    /**
     * Asks for pictures of several prompts in one run: first all pictures of the first prompt, then all of the second…
     *
     * @throws UsageException if there is no prompt or one is blank
     */
    public static Imagine prompts(List<String> prompts) {
        return Studio.shared().prompts(prompts);
    }

    /**
     * Asks for a picture once more, exactly as it was: run it, and its tokens are the same to the last one. Change the
     * request before, and nothing else of the picture changes.
     */
    public static Imagine remake(Artwork artwork) {
        return Studio.shared().remake(artwork);
    }

    /**
     * Asks for variations of a picture: its prompt and settings with a new seed, and its upper half kept unless
     * {@link #keep} says otherwise.
     */
    public static Imagine variations(Artwork artwork) {
        return Studio.shared().variations(artwork);
    }

    /**
     * Reads a picture that Imagine saved, with its recipe and tokens: {@link #remake} makes it again.
     *
     * @throws java.io.UncheckedIOException if there is no such file or it cannot be read
     * @throws IllegalArgumentException if it does not say how it was made
     */
    public static Artwork load(Path file) {
        return Artwork.load(file);
    }

    /** {@link #load(Path)} for a path as text. */
    public static Artwork load(String file) {
        return load(Path.of(file));
    }

    /**
     * Looks inside the model that drew a picture: how likely every token was, where the model looked for it, what each of
     * its layers would have drawn.
     */
    public static Inspection inspect(Artwork artwork) {
        return Studio.shared().ask(artwork, pipeline -> pipeline.inspect(artwork));
    }

    /** Which word made which patch of a picture; shows itself in a notebook, and {@code %attention} shows more. */
    public static WordMaps attention(Artwork artwork) {
        return WordMaps.of(artwork, inspect(artwork), Heads.ALL);
    }

    /**
     * Which caption fits a picture best, by how likely the model that drew it finds its tokens under each; best first.
     *
     * @param captions at least one
     */
    public static Captions compareCaptions(Artwork artwork, List<String> captions) {
        return Studio.shared().compareCaptions(artwork, captions);
    }

    /** The same of any picture, as the bundled model reads it: cut to its middle square, and made of its patches. */
    public static Captions compareCaptions(BufferedImage image, List<String> captions) {
        return Studio.shared().compareCaptions(image, DEFAULT_MODEL, captions);
    }

    /**
     * The same of a picture's file; of one that Imagine saved, by the model that drew it.
     *
     * @throws java.io.UncheckedIOException if there is no such file, or it is no picture
     */
    public static Captions compareCaptions(Path file, List<String> captions) {
        return ArtworkFile.find(file)
                .map(found -> compareCaptions(found.artwork(), captions))
                .orElseGet(() -> compareCaptions(ArtworkFile.image(file), captions));
    }

    /**
     * Ranks pictures that are there by how well they fit their prompts: the best of each prompt first, with scores.
     *
     * @throws RuntimeException if there is no scorer; the message says how to get one
     */
    public static Generation rank(Generation generation) {
        return Studio.shared().rank(generation, Optional.empty());
    }

    /**
     * {@link #rank(Generation)} by a scorer of that name.
     *
     * @throws RuntimeException if it is not here; the message says how to get it
     */
    public static Generation rank(Generation generation, String scorer) {
        return Studio.shared().rank(generation, Optional.of(scorer));
    }

    /** Asks what a picture would be if one thing had been otherwise. */
    public static WhatIf whatIf(Artwork artwork) {
        return Studio.shared().whatIf(artwork);
    }

    /** What the bundled model reads of a prompt; {@link #tokens()} asks another one. */
    public static PromptTokens tokens(String prompt) {
        return prompt(prompt).tokens();
    }

    /** What was drawn, in this session and in earlier ones. */
    public static Gallery gallery() {
        return Studio.shared().gallery();
    }

    /** The image tokens of a picture, and how they came about: what {@code %tokens g[0]} shows. */
    public static ImageTokens tokens(Artwork artwork) {
        return Studio.shared().tokens(artwork);
    }

    /** What each layer of the decoder would have drawn in a picture's place: what {@code %lens g[0]} shows. */
    public static Lens lens(Artwork artwork) {
        return Studio.shared().lens(artwork);
    }

    /** The codes that a picture uses most, what they look like and how far they are apart. */
    public static Atlas codebook(Artwork artwork) {
        return Studio.shared().codebook(List.of(artwork));
    }

    /** The models that are there, with what to expect of each. */
    public static List<ModelCard> models() {
        return Studio.shared().models();
    }

    /**
     * Sets how many pictures of each prompt to draw.
     *
     * @param newImages pictures of each prompt, 1 to {@value #MAX_IMAGES}; {@value #DEFAULT_IMAGES} unless said
     * @throws UsageException if the number is outside this range
     */
    public Imagine images(int newImages) {
        if (newImages < 1 || newImages > MAX_IMAGES) {
            throw new UsageException(
                    "images is " + newImages + "; it must be from 1 to " + MAX_IMAGES + ".",
                    "Leave it out for " + DEFAULT_IMAGES + " pictures in a 3×3 grid.");
        }
        return with(copy -> copy.images = OptionalInt.of(newImages));
    }

    /**
     * Sets the seed.
     *
     * @param newSeed chooses the random numbers: the same seed and settings make the same pictures; by default every
     *     run has a new one
     */
    public Imagine seed(long newSeed) {
        return with(copy -> copy.seed = OptionalLong.of(newSeed));
    }

    /**
     * Asks for one picture of a larger grid alone.
     *
     * @param index which one, from 0; it is the same as in the grid if the seed is
     * @throws UsageException if it is negative
     */
    public Imagine picture(int index) {
        if (index < 0) {
            throw new UsageException(
                    "picture is " + index + "; it must be 0 or more.", "Leave it out for all pictures of the grid.");
        }
        return with(copy -> {
            copy.first = index;
            copy.images = OptionalInt.of(1);
        });
    }

    /**
     * Sets how much chance there is in every token.
     *
     * @param temperature 0 to 100; 0 = always the likeliest token, 1 = the model's own probabilities, more = wilder
     * @throws UsageException if it is outside this range
     */
    public Imagine temperature(double temperature) {
        return tuned(sampling -> sampling.withTemperature(temperature));
    }

    /**
     * Limits the number of tokens to choose from.
     *
     * @param topK draw only from this many of the likeliest tokens; 0 = from all
     * @throws UsageException if it is negative
     */
    public Imagine topK(int topK) {
        return tuned(sampling -> sampling.withTopK(topK));
    }

    /**
     * Limits the tokens to choose from by their probability.
     *
     * @param topP draw only from the likeliest tokens that together have this probability; above 0, at most 1 = from all
     * @throws UsageException if it is outside this range
     */
    public Imagine topP(double topP) {
        return tuned(sampling -> sampling.withTopP(topP));
    }

    /**
     * Sets how hard to push towards the prompt.
     *
     * @param guidance 0 to 100; 1 = the prompt alone, more = closer to the prompt and less varied
     * @throws UsageException if it is outside this range
     */
    public Imagine guidance(double guidance) {
        return tuned(sampling -> sampling.withGuidance(guidance));
    }

    /**
     * Sets what to steer away from.
     *
     * @param newNegative what to steer away from; the empty string means nothing
     */
    public Imagine negative(String newNegative) {
        return with(copy -> copy.negative = newNegative.strip());
    }

    /**
     * Sets how much more or less the model looks at a word of the prompt. Experimental: no model was trained for it.
     *
     * @param word one or several words as they stand in the prompt, wherever they do; of several prompts at least one must
     *     have them
     * @param weight 0 to 100; the decoder's attention to the word is multiplied by it, 1 changes nothing, 0 hides the word
     * @throws UsageException if the weight is outside this range
     */
    public Imagine weight(String word, double weight) {
        Emphasis more = emphasised(word, weight);
        return with(copy -> copy.emphasis = more);
    }

    private Emphasis emphasised(String word, double weight) {
        try {
            return emphasis.with(word, weight);
        } catch (IllegalArgumentException e) {
            String[] lines = e.getMessage().split("\n", 2);
            throw new UsageException(lines[0], lines[1]);
        }
    }

    /**
     * Sets who draws.
     *
     * @param newModel the name of a model; {@link #models()} lists them
     */
    public Imagine model(String newModel) {
        Engine other = engine.withModel(Objects.requireNonNull(newModel, "model"));
        return with(copy -> {
            copy.engine = other;
            copy.exactModel = Optional.empty();
        });
    }

    /**
     * Sets in which numbers the model computes.
     *
     * @param precision {@code fp32}, {@code int8}, {@code fp16}, or {@code auto} for what suits model and device
     * @throws UsageException if it is none of these
     */
    public Imagine precision(String precision) {
        Engine other = engine.withPrecision(Engine.precisionOf(precision));
        return with(copy -> copy.engine = other);
    }

    /**
     * Sets where the model runs.
     *
     * @param device {@code cpu}, {@code cuda}, {@code cuda:1}, {@code coreml}, {@code directml}, …, or {@code auto} for
     *     the fastest that is there; one that cannot be used is replaced by the CPU, and the result says why
     * @throws UsageException if there is no such kind of device
     */
    public Imagine device(String device) {
        Engine other = engine.withDevice(Engine.deviceOf(device));
        return with(copy -> copy.engine = other);
    }

    /**
     * Starts from a picture that was drawn: its upper half is kept, or what {@link #keep} says, and the model goes on
     * from there.
     */
    public Imagine from(Artwork artwork) {
        return with(copy -> copy.start = Optional.of(new Start.FromArtwork(artwork)));
    }

    /** Starts from any picture, cut to its middle square; see {@link #from(Artwork)}. */
    public Imagine from(BufferedImage image) {
        return with(copy -> copy.start = Optional.of(new Start.FromImage(image)));
    }

    /**
     * Starts from a picture's file; see {@link #from(Artwork)}.
     *
     * @throws java.io.UncheckedIOException if there is no such file, or it is no picture
     */
    public Imagine from(Path file) {
        Start found = Start.of(file);
        return with(copy -> copy.start = Optional.of(found));
    }

    /**
     * Sets how much is kept of the picture that is started from.
     *
     * @param rows rows of its tokens; otherwise half of them, or all if the new picture is larger
     * @throws UsageException if it is negative
     */
    public Imagine keep(int rows) {
        return keep(rows, 0);
    }

    /**
     * As {@link #keep(int)}.
     *
     * @param columns how many tokens of the row after them are kept, too
     */
    public Imagine keep(int rows, int columns) {
        Start.Kept newKept = new Start.Kept(rows, columns);
        return with(copy -> copy.kept = Optional.of(newKept));
    }

    /**
     * Sets the size of the pictures. The model sees as much at once as it was trained on; a larger picture is drawn piece
     * by piece, each going on from what is above and to the left of it. With {@link #from(Artwork)} the picture grows.
     *
     * @param width in pixels; a multiple of what one token covers, and at least what the model draws at once
     * @param height likewise
     */
    public Imagine size(int width, int height) {
        return with(copy -> copy.size = Optional.of(new Size(width, height)));
    }

    /**
     * Sets whether the pictures of a prompt are laid edge to edge and painted as one, so that their borders melt into each
     * other.
     */
    public Imagine seamless(boolean newSeamless) {
        return with(copy -> copy.seamless = newSeamless);
    }

    /**
     * Ranks the pictures: those that fit their prompt best come first, with their scores. The bundled scorer ranks, or the
     * only one that is here.
     */
    public Imagine ranked() {
        return with(copy -> copy.ranking = Optional.of(new RankingWish(Optional.empty(), best())));
    }

    /**
     * {@link #ranked()} by another scorer.
     *
     * @param scorer its name
     */
    public Imagine ranked(String scorer) {
        return with(copy -> copy.ranking = Optional.of(new RankingWish(Optional.of(scorer), best())));
    }

    /**
     * Ranks the pictures and keeps only the best; the gallery keeps all.
     *
     * @param count how many of each prompt, 1 to as many as are drawn
     * @throws UsageException if it is less than 1
     */
    public Imagine best(int count) {
        if (count < 1) {
            throw new UsageException(
                    "best is " + count + "; it must be at least 1.", "Leave it out to see all pictures.");
        }
        Optional<String> scorer = ranking.flatMap(RankingWish::scorer);
        return with(copy -> copy.ranking = Optional.of(new RankingWish(scorer, OptionalInt.of(count))));
    }

    private OptionalInt best() {
        return ranking.map(RankingWish::best).orElseGet(OptionalInt::empty);
    }

    /**
     * Sets who hears how the run goes on.
     *
     * @param newListener hears every row of tokens while the pictures are drawn, on the drawing thread
     */
    public Imagine listener(GenerationListener newListener) {
        return with(copy -> copy.listener = newListener);
    }

    /**
     * Makes the pictures and shows nothing meanwhile; the result shows itself when it is a notebook cell's value. An
     * interrupt (a notebook's stop button) ends the run early, keeps what exists by then, and is used up by that.
     *
     * @throws UsageException if the request cannot be met
     */
    public Generation run() {
        return studio.run(studio.plan(this), listener);
    }

    /**
     * What the model reads of the prompt and, for guidance, of the negative prompt; of several prompts the first.
     *
     * @throws RuntimeException if there is no such model; the message says which there are
     */
    public PromptTokens tokens() {
        return studio.tokens(engine.model(), prompts.get(0).text(), negative);
    }

    /**
     * Makes the pictures and lets people watch, as {@code %imagine} does; outside a notebook nothing is seen. There is
     * no value, because a notebook would show it a second time.
     *
     * @throws UsageException if the request cannot be met
     */
    public void show() {
        studio.presenter().present(this);
    }

    /**
     * The same request for other prompts.
     *
     * @throws UsageException if there is no prompt or one is blank
     */
    public Imagine withPrompts(List<Prompt> newPrompts) {
        return new Imagine(this, newPrompts);
    }

    /** What to draw, everything filled in; at least one. */
    public List<Prompt> prompts() {
        return prompts;
    }

    /** How many pictures of each prompt were asked for; empty if nobody said. */
    public OptionalInt images() {
        return images;
    }

    /** Where the pictures will be made. */
    public Studio studio() {
        return studio;
    }

    /** Who hears the run besides those who watch it. */
    public GenerationListener listener() {
        return listener;
    }

    Emphasis emphasis() {
        return emphasis;
    }

    Optional<RankingWish> ranking() {
        return ranking;
    }

    Engine engine() {
        return engine;
    }

    /** A request whose model is the very one that made a picture. */
    Imagine asMadeBy(Recipe recipe) {
        return with(copy -> {
            copy.negative = recipe.negativePrompt();
            copy.emphasis = recipe.emphasis();
            copy.engine = new Engine(recipe.model().name(), Optional.of(recipe.precision()), Optional.empty());
            copy.exactModel = Optional.of(recipe.model());
            copy.tuning = sampling -> recipe.sampling();
        });
    }

    /** A request that draws on a canvas as it is. */
    Imagine on(Canvas canvas) {
        return with(copy -> copy.start = Optional.of(new Start.FromCanvas(canvas)));
    }

    /**
     * What will be made, prompt by prompt.
     *
     * @param model the one that this request names
     * @param placement where it draws
     * @param randomSeed the seed in case this request names none
     * @param read how the model reads a picture
     */
    Plan plan(ImportedModel model, Placement placement, long randomSeed, Function<BufferedImage, TokenGrid> read) {
        exactModel.ifPresent(wanted -> Studio.requireSame(wanted, model.id()));
        Sampling sampling = tuning.apply(Sampling.of(model.sampling()));
        Canvas canvas = canvas(model, read);
        int ofEach = images.orElse(DEFAULT_IMAGES);
        List<Recipe> recipes = new ArrayList<>();
        Map<String, String> templates = new LinkedHashMap<>();
        for (Prompt prompt : prompts) {
            Recipe recipe = new Recipe(
                    prompt.text(),
                    negative,
                    model.id(),
                    model.precision(),
                    seed.orElse(randomSeed),
                    first,
                    sampling,
                    canvas,
                    emphasis);
            for (int i = 0; i < ofEach; i++) {
                recipes.add(recipe.withIndex(first + i));
            }
            templates.put(prompt.text(), prompt.template());
        }
        if (recipes.size() > MAX_PICTURES) {
            throw new UsageException(
                    recipes.size() + " pictures are too many for one run; it makes " + MAX_PICTURES + " at most.",
                    "Ask for fewer pictures of each of the " + prompts.size() + " prompts.");
        }
        if (seamless && ofEach > Pipeline.MAX_WINDOWS) {
            throw new UsageException(
                    ofEach + " pictures are too many to paint as one; " + Pipeline.MAX_WINDOWS + " of a prompt can be.",
                    "Ask for fewer, or for pictures on their own.");
        }
        requireRankable(ofEach);
        return new Plan(model, placement, recipes, templates, seamless);
    }

    private void requireRankable(int ofEach) {
        if (seamless && ranking.isPresent()) {
            throw new UsageException(
                    "Pictures that are painted as one keep their places; they cannot be ranked.",
                    "Leave out either seamless or the ranking.");
        }
        if (best().orElse(0) > ofEach) {
            throw new UsageException(
                    "best is " + best().getAsInt() + ", but " + ofEach + " pictures of a prompt are drawn.",
                    "Draw more than you want to see: the best 3 of 12, for example.");
        }
    }

    private Canvas canvas(ImportedModel model, Function<BufferedImage, TokenGrid> read) {
        int patch = model.vqgan().patchSize();
        int side = model.transformer().gridSide();
        Optional<Size> tokens = size.map(pixels -> new Size(
                tokens("width", pixels.width, patch, side, model),
                tokens("height", pixels.height, patch, side, model)));
        if (start.isEmpty()) {
            return tokens.filter(grid -> grid.width != side || grid.height != side)
                    .map(grid -> Canvas.blank(grid.height, grid.width))
                    .orElse(Canvas.BLANK);
        }
        Canvas canvas = start.get().canvas(model.id(), read, kept, tokens.isPresent());
        if (tokens.isEmpty()) {
            return canvas;
        }
        int more = tokens.get().width - canvas.columns();
        int moreRows = tokens.get().height - canvas.rows();
        if (more < 0 || moreRows < 0) {
            throw new UsageException(
                    "size is " + size.get().width + "x" + size.get().height + ", less than the "
                            + canvas.columns() * patch + "x" + canvas.rows() * patch + " of the picture to start from.",
                    "A picture only grows, to the right and downwards.");
        }
        return canvas.extended(moreRows, more);
    }

    private static int tokens(String name, int pixels, int patch, int side, ImportedModel model) {
        if (pixels % patch != 0 || pixels < side * patch) {
            throw new UsageException(
                    name + " is " + pixels + "; with " + model.id().name() + " it must be a multiple of " + patch
                            + ", at least " + side * patch + ".",
                    "Leave the size out for " + side * patch + "x" + side * patch + " pixels.");
        }
        return pixels / patch;
    }

    private Imagine tuned(UnaryOperator<Sampling> change) {
        try {
            Objects.requireNonNull(change.apply(ANY_SAMPLING));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), "Leave it out to draw as the model's authors recommend.");
        }
        UnaryOperator<Sampling> before = tuning;
        return with(copy -> copy.tuning = sampling -> change.apply(before.apply(sampling)));
    }
}
