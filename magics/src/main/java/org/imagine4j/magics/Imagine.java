package org.imagine4j.magics;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.imagine4j.inference.Generation;
import org.imagine4j.inference.GenerationListener;
import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.Sampling;
import org.imagine4j.models.ModelCard;
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

    /** Some valid settings, to try a change on where it is asked for rather than where the request runs. */
    private static final Sampling ANY_SAMPLING = Sampling.of(new SamplingDefaults(1, 1, 0, 1));

    private final Studio studio;
    private final List<String> prompts;
    private final String negative;
    private final int images;
    private final OptionalLong seed;
    private final Engine engine;
    private final UnaryOperator<Sampling> tuning;
    private final GenerationListener listener;

    Imagine(Studio studio, List<String> prompts) {
        this(
                studio,
                prompts.stream().map(String::strip).toList(),
                "",
                DEFAULT_IMAGES,
                OptionalLong.empty(),
                Engine.of(DEFAULT_MODEL),
                UnaryOperator.identity(),
                GenerationListener.SILENT);
        if (this.prompts.isEmpty() || this.prompts.contains("")) {
            throw new UsageException(
                    "There is no prompt: nothing says what to draw.",
                    "Say it in a few words, for example: a cat on a blue background");
        }
    }

    private Imagine(
            Studio studio,
            List<String> prompts,
            String negative,
            int images,
            OptionalLong seed,
            Engine engine,
            UnaryOperator<Sampling> tuning,
            GenerationListener listener) {
        this.studio = studio;
        this.prompts = prompts;
        this.negative = negative;
        this.images = images;
        this.seed = seed;
        this.engine = engine;
        this.tuning = tuning;
        this.listener = listener;
    }

    /**
     * Asks for pictures of one prompt.
     *
     * @throws UsageException if the prompt is blank
     */
    public static Imagine prompt(String prompt) {
        return prompts(List.of(prompt));
    }

    /**
     * Asks for pictures of several prompts in one run: first all pictures of the first prompt, then all of the second…
     *
     * @throws UsageException if there is no prompt or one is blank
     */
    public static Imagine prompts(List<String> prompts) {
        return Studio.shared().prompts(prompts);
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
        return new Imagine(studio, prompts, negative, newImages, seed, engine, tuning, listener);
    }

    /**
     * Sets the seed.
     *
     * @param newSeed chooses the random numbers: the same seed and settings make the same pictures; by default every
     *     run has a new one
     */
    public Imagine seed(long newSeed) {
        return new Imagine(studio, prompts, negative, images, OptionalLong.of(newSeed), engine, tuning, listener);
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
        return new Imagine(studio, prompts, newNegative.strip(), images, seed, engine, tuning, listener);
    }

    /**
     * Sets who draws.
     *
     * @param newModel the name of a model; {@link #models()} lists them
     */
    public Imagine model(String newModel) {
        return drawnBy(engine.withModel(Objects.requireNonNull(newModel, "model")));
    }

    /**
     * Sets in which numbers the model computes.
     *
     * @param precision {@code fp32}, {@code int8}, {@code fp16}, or {@code auto} for what suits model and device
     * @throws UsageException if it is none of these
     */
    public Imagine precision(String precision) {
        return drawnBy(engine.withPrecision(Engine.precisionOf(precision)));
    }

    /**
     * Sets where the model runs.
     *
     * @param device {@code cpu}, {@code cuda}, {@code cuda:1}, {@code coreml}, {@code directml}, …, or {@code auto} for
     *     the fastest that is there; one that cannot be used is replaced by the CPU, and the result says why
     * @throws UsageException if there is no such kind of device
     */
    public Imagine device(String device) {
        return drawnBy(engine.withDevice(Engine.deviceOf(device)));
    }

    private Imagine drawnBy(Engine newEngine) {
        return new Imagine(studio, prompts, negative, images, seed, newEngine, tuning, listener);
    }

    /**
     * Sets who hears how the run goes on.
     *
     * @param newListener hears every row of tokens while the pictures are drawn, on the drawing thread
     */
    public Imagine listener(GenerationListener newListener) {
        return new Imagine(studio, prompts, negative, images, seed, engine, tuning, newListener);
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
     * Makes the pictures and lets people watch, as {@code %imagine} does; outside a notebook nothing is seen. There is
     * no value, because a notebook would show it a second time.
     *
     * @throws UsageException if the request cannot be met
     */
    public void show() {
        studio.presenter().present(this);
    }

    /** Who hears the run besides those who watch it. */
    public GenerationListener listener() {
        return listener;
    }

    Engine engine() {
        return engine;
    }

    /**
     * The recipe of every picture, prompt by prompt.
     *
     * @param model the one that this request names
     * @param randomSeed the seed in case this request names none
     */
    List<Recipe> recipes(ImportedModel model, long randomSeed) {
        Sampling sampling = tuning.apply(Sampling.of(model.sampling()));
        return prompts.stream()
                .map(prompt -> new Recipe(
                        prompt, negative, model.id(), model.precision(), seed.orElse(randomSeed), 0, sampling))
                .flatMap(recipe -> recipe.grid(images).stream())
                .toList();
    }

    private Imagine tuned(UnaryOperator<Sampling> change) {
        try {
            Objects.requireNonNull(change.apply(ANY_SAMPLING));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), "Leave it out to draw as the model's authors recommend.");
        }
        return new Imagine(
                studio, prompts, negative, images, seed, engine, s -> change.apply(tuning.apply(s)), listener);
    }
}
