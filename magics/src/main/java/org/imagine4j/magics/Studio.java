package org.imagine4j.magics;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Cancellation;
import org.imagine4j.inference.Emphasis;
import org.imagine4j.inference.Generation;
import org.imagine4j.inference.GenerationListener;
import org.imagine4j.inference.Pipeline;
import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.inference.ranking.Ranking;
import org.imagine4j.inference.runtime.Device;
import org.imagine4j.inference.runtime.Devices;
import org.imagine4j.inference.runtime.InferenceException;
import org.imagine4j.inference.runtime.Placement;
import org.imagine4j.inference.text.PromptTokenizer;
import org.imagine4j.magics.gallery.Gallery;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.ModelKind;
import org.imagine4j.models.Precision;
import org.imagine4j.models.store.ImportedModel;
import org.imagine4j.models.store.ImportedScorer;
import org.imagine4j.models.store.ModelException;
import org.imagine4j.models.store.ModelStore;

/**
 * Where requests become pictures: knows the models, turns a request into a plan, and keeps the pipelines open that have
 * been used.
 *
 * <p>Safe for use by several threads. Runs of one model happen one at a time, in the order they came.
 */
public final class Studio implements AutoCloseable {

    /** Seeds that are chosen for somebody are below this, so that they can be read out and typed again. */
    private static final long RANDOM_SEEDS = 1_000_000_000;

    /** Presents to nobody. */
    private static final Presenter ALONE = Imagine::run;

    private final Supplier<ModelStore> openStore;
    private final Gallery gallery;
    private final Devices devices = new Devices();
    private final Map<Place, Easel> easels = new ConcurrentHashMap<>();
    private final Tokenizers tokenizers = new Tokenizers();
    private final Jury jury = new Jury();
    private ModelStore store;
    private volatile Presenter presenter = ALONE;
    private volatile boolean closing;
    private volatile Optional<Generation> latest = Optional.empty();
    private final PictureMemory memory = new PictureMemory();

    /**
     * A studio without any model open yet, which does not keep what it makes.
     *
     * @param openStore where the models are; asked when the first model is needed, so that a kernel starts without
     *     waiting for it
     */
    public Studio(Supplier<ModelStore> openStore) {
        this(openStore, Gallery.off());
    }

    /**
     * As {@link #Studio(Supplier)}.
     *
     * @param gallery keeps what is made
     */
    public Studio(Supplier<ModelStore> openStore, Gallery gallery) {
        this.openStore = openStore;
        this.gallery = gallery;
    }

    /** The studio behind {@link Imagine}'s static methods, with the models and the gallery of this computer's default folder. */
    public static Studio shared() {
        return Shared.STUDIO;
    }

    /** {@link Imagine#prompts(List)}, made in this studio. */
    public Imagine prompts(List<String> prompts) {
        return draw(prompts.stream()
                .flatMap(template -> new PromptTemplate(template).prompts().stream())
                .toList());
    }

    /** Asks for pictures of prompts in which everything is filled in. */
    public Imagine draw(List<Prompt> prompts) {
        return new Imagine(this, prompts);
    }

    /** {@link Imagine#remake(Artwork)}, made in this studio. */
    public Imagine remake(Artwork artwork) {
        return again(artwork.recipe(), new Prompt(artwork.recipe().prompt(), artwork.template()));
    }

    /** Asks for the one picture of a recipe, but for the prompt, by the very model that the recipe names. */
    Imagine again(Recipe recipe, Prompt prompt) {
        Imagine request =
                draw(List.of(prompt)).asMadeBy(recipe).seed(recipe.seed()).picture(recipe.index());
        return recipe.canvas().isBlank() ? request : request.on(recipe.canvas());
    }

    /** {@link Imagine#whatIf(Artwork)}, answered in this studio. */
    public WhatIf whatIf(Artwork artwork) {
        return new WhatIf(this, artwork);
    }

    /** The weights of those words that a prompt has. */
    Emphasis within(Emphasis emphasis, Recipe recipe, String prompt) {
        return emphasis.isNone()
                ? emphasis
                : emphasis.within(tokenizers.of(store().open(recipe.model().name(), recipe.precision())), prompt);
    }

    /** {@link Imagine#variations(Artwork)}, made in this studio. */
    public Imagine variations(Artwork artwork) {
        return like(artwork).from(artwork);
    }

    private Imagine like(Artwork artwork) {
        return draw(List.of(new Prompt(artwork.recipe().prompt(), artwork.template())))
                .asMadeBy(artwork.recipe());
    }

    /** The models that are there and draw. */
    public List<ModelCard> models() {
        return store().cards();
    }

    /** The models that are there and rank. */
    public List<ModelCard> scorers() {
        return store().cards(ModelKind.SCORER);
    }

    /**
     * Makes every choice that the request leaves open.
     *
     * @throws RuntimeException if there is no such model; the message says which there are
     */
    public Plan plan(Imagine request) {
        Placement placement = devices.place(request.engine().device());
        long seed = ThreadLocalRandom.current().nextLong(RANDOM_SEEDS);
        String name = request.engine().model();
        if (request.engine().precision().isPresent()) {
            return plan(request, store().open(name, request.engine().precision().get()), placement, seed);
        }
        ImportedModel usual = store().open(name);
        if (!placement.device().prefersHalfFloats()) {
            return plan(request, usual, placement, seed);
        }
        try {
            return plan(request, store().open(name, Precision.FP16), placement, seed);
        } catch (ModelException e) {
            String note = "The CPU draws: on " + placement.device() + " a model runs in fp16. "
                    + e.getMessage().replace('\n', ' ');
            return plan(request, usual, Placement.onCpu(note), seed);
        }
    }

    private Plan plan(Imagine request, ImportedModel model, Placement placement, long seed) {
        Plan plan = request.plan(
                model, placement, seed, image -> easel(model, placement).ask(pipeline -> pipeline.tokens(image)));
        Plan emphasised = request.emphasis().isNone() ? plan : plan.withRecipes(emphasised(plan, request.emphasis()));
        return request.ranking()
                .map(wish -> emphasised.withRanking(new RankingPlan(scorer(wish.scorer()), wish.best())))
                .orElse(emphasised);
    }

    private ImportedScorer scorer(Optional<String> name) {
        return name.isPresent() ? store().openScorer(name.get()) : store().openScorer();
    }

    /** Each recipe with the weights of those words that its prompt has. */
    private List<Recipe> emphasised(Plan plan, Emphasis emphasis) {
        PromptTokenizer tokenizer = tokenizers.of(plan.model());
        List<Recipe> recipes = plan.recipes().stream()
                .map(recipe -> recipe.withEmphasis(emphasis.within(tokenizer, recipe.prompt())))
                .toList();
        for (String word : emphasis.weights().keySet()) {
            if (recipes.stream().noneMatch(recipe -> recipe.emphasis().weights().containsKey(word))) {
                List<String> words = recipes.stream()
                        .flatMap(recipe -> tokenizer.words(recipe.prompt()).stream())
                        .distinct()
                        .toList();
                throw new UsageException(
                        "\"" + word + "\" has a weight, but no prompt has it as the model reads it.",
                        "The words are: " + String.join(", ", words) + ".");
            }
        }
        return recipes;
    }

    /**
     * What a model reads of a prompt. Needs only its tokenizer, not its networks.
     *
     * @param negative what the unconditional lane reads instead of nothing; may be blank
     * @throws RuntimeException if there is no such model; the message says which there are
     */
    public PromptTokens tokens(String model, String prompt, String negative) {
        return tokenizers.read(store().open(model), prompt, negative);
    }

    /** Where models can run on this computer. */
    public Devices devices() {
        return devices;
    }

    /**
     * Makes the pictures of a plan, after the runs of the same model that came before. An interrupt of the calling
     * thread stops it; that uses the interrupt up, and what exists by then is returned. The gallery keeps it.
     */
    public Generation run(Plan plan, GenerationListener listener) {
        Generation made = easel(plan.model(), plan.placement()).run(plan, listener);
        if (!made.finished()) {
            Thread.interrupted();
        }
        Generation kept = gallery.keep(made);
        kept.artworks().stream().filter(Artwork::complete).forEach(memory::keep);
        Generation generation =
                plan.ranking().isPresent() ? ranked(kept, plan.ranking().get()) : kept;
        latest = generation.artworks().isEmpty() ? latest : Optional.of(generation);
        return generation;
    }

    /** What goes wrong must not lose the pictures, so it is said beside them. */
    private Generation ranked(Generation generation, RankingPlan plan) {
        if (!generation.finished()) {
            return generation.withNote("not ranked, because it was stopped");
        }
        try {
            Optional<Ranking> ranking =
                    jury.rank(plan.scorer(), generation.artworks(), () -> closing || Thread.interrupted());
            if (ranking.isEmpty()) {
                return generation.withNote("not ranked, because that was stopped");
            }
            Generation ranked = generation.ranked(ranking.get());
            return plan.best().isPresent() ? best(ranked, plan.best().getAsInt()) : ranked;
        } catch (InferenceException | ModelException e) {
            return generation.withNote("not ranked: " + e.getMessage().replace('\n', ' '));
        }
    }

    private static Generation best(Generation ranked, int count) {
        Generation best = ranked.best(count);
        return best.withNote("the best of " + ranked.size());
    }

    /**
     * Ranks pictures that are there: {@link Imagine#rank(Generation)}. An interrupt stops it, is used up by that, and
     * leaves them as they are.
     *
     * @param scorer who ranks; the usual one if empty
     */
    public Generation rank(Generation generation, Optional<String> scorer) {
        return jury.rank(scorer(scorer), generation.artworks(), () -> closing || Thread.interrupted())
                .map(generation::ranked)
                .orElseGet(() -> generation.withNote("not ranked, because that was stopped"));
    }

    /**
     * Asks the model that drew a picture something about it, after the runs of the model that came before.
     *
     * @throws UsageException if the model that is here is another revision
     */
    public <T> T ask(Artwork artwork, Function<Pipeline, T> question) {
        return ask(modelOf(artwork), question);
    }

    /** The model that drew a picture. */
    ImportedModel modelOf(Artwork artwork) {
        Recipe recipe = artwork.recipe();
        ImportedModel model = store().open(recipe.model().name(), recipe.precision());
        requireSame(recipe.model(), model.id());
        return model;
    }

    private <T> T ask(ImportedModel model, Function<Pipeline, T> question) {
        return easel(model, devices.place(Optional.of(Device.CPU))).ask(question);
    }

    /**
     * Which caption fits a picture best, by the likelihood of its tokens under each: {@link Imagine#compareCaptions}.
     *
     * @param captions at least one
     */
    public Captions compareCaptions(Artwork artwork, List<String> captions) {
        return ask(
                artwork,
                pipeline -> new Captions(
                        artwork.recipe().model(),
                        artwork.tokens(),
                        artwork.image(),
                        pipeline.compareCaptions(artwork.tokens(), captions)));
    }

    /**
     * The same of any picture, which the model reads through the VQGAN's encoder; what it then sees is shown.
     *
     * @param model whose opinion is asked
     */
    public Captions compareCaptions(BufferedImage image, String model, List<String> captions) {
        return ask(store().open(model), pipeline -> {
            TokenGrid tokens = pipeline.tokens(image);
            return new Captions(
                    pipeline.model().id(), tokens, pipeline.paint(tokens), pipeline.compareCaptions(tokens, captions));
        });
    }

    /** Asks a model something, after the runs of it that came before. */
    private <T> T ask(String model, Function<Pipeline, T> question) {
        return easel(store().open(model), devices.place(Optional.of(Device.CPU)))
                .ask(question);
    }

    /**
     * The image tokens of a picture, and how they came about.
     *
     * @throws UsageException if the model that is here is another revision
     */
    public ImageTokens tokens(Artwork artwork) {
        return ask(artwork, pipeline -> ImageTokens.read(artwork, pipeline));
    }

    /**
     * What each layer of the decoder would have drawn in a picture's place.
     *
     * @throws UsageException if the model that is here is another revision
     */
    public Lens lens(Artwork artwork) {
        return ask(artwork, pipeline -> Lens.read(artwork, pipeline));
    }

    /**
     * The codes that pictures use most.
     *
     * @param artworks at least one; those of other models than the first one's are left out
     */
    public Atlas codebook(List<Artwork> artworks) {
        Recipe first = artworks.get(0).recipe();
        List<Artwork> ofOneModel = artworks.stream()
                .filter(artwork -> artwork.recipe().model().equals(first.model()))
                .toList();
        return ask(artworks.get(0), pipeline -> Atlas.used(ofOneModel, pipeline));
    }

    /**
     * A code of a model and its neighbours in the codebook's space.
     *
     * @throws UsageException if there is no such code
     */
    public Atlas codebook(String model, int code) {
        return ask(model, pipeline -> Atlas.around(code, pipeline));
    }

    /**
     * The codes {@code first} to {@code last} of a model.
     *
     * @throws UsageException if there are no such codes, or they are more than {@value Atlas#MAX_CODES}
     */
    public Atlas codebook(String model, int first, int last) {
        return ask(model, pipeline -> Atlas.range(first, last, pipeline));
    }

    /** @throws UsageException if a picture's model is not the one that is here */
    static void requireSame(ModelId wanted, ModelId here) {
        if (!wanted.equals(here)) {
            throw new UsageException(
                    "The picture was drawn by " + wanted + ", but the model that is here is " + here + ".",
                    "Set the model yourself for the same prompt and settings in another picture.");
        }
    }

    /** Whether another run of the plan's model must end before it begins. */
    public boolean isBusy(Plan plan) {
        return easel(plan.model(), plan.placement()).turn.isLocked();
    }

    /** The pictures that were made last, by whatever request; empty if there are none yet. */
    public Optional<Generation> latest() {
        return latest;
    }

    /** A whole picture of this recipe, if it was made not long ago. */
    public Optional<Artwork> remembered(Recipe recipe) {
        return memory.find(recipe);
    }

    /** What was made, in this session and in earlier ones. */
    public Gallery gallery() {
        return gallery;
    }

    private Easel easel(ImportedModel model, Placement placement) {
        Place place = new Place(model.id(), model.precision(), placement.device());
        return easels.computeIfAbsent(place, missing -> new Easel(model, placement));
    }

    /** Who shows the runs of {@link Imagine#show()}; a studio without a notebook runs them unseen. */
    public Presenter presenter() {
        return presenter;
    }

    /** Whether {@link Imagine#show()} is shown to somebody. */
    boolean hasPresenter() {
        return presenter != ALONE;
    }

    /** From now on {@link Imagine#show()} shows nothing. */
    public void presentToNobody() {
        presenter = ALONE;
    }

    /** From now on {@link Imagine#show()} is shown by {@code newPresenter}. */
    public void presentWith(Presenter newPresenter) {
        presenter = newPresenter;
    }

    /** Stops the runs under way and frees the memory of all models and remembered pictures. A later run opens its model again. */
    @Override
    public void close() {
        closing = true;
        tokenizers.forgetAll();
        try {
            easels.values().forEach(Easel::close);
            jury.close();
            memory.forget();
        } finally {
            closing = false;
            gallery.flush();
        }
    }

    /** Frees the memory of one model, after the runs of it that are under way. A later run opens it again. */
    public void close(String model) {
        tokenizers.forget(model);
        jury.close(model);
        easels.forEach((place, easel) -> {
            if (place.model().name().equals(model)) {
                easel.close();
            }
        });
    }

    /** Where the models are. */
    public synchronized ModelStore store() {
        if (store == null) {
            store = openStore.get();
        }
        return store;
    }

    private static final class Shared {
        static final Studio STUDIO = new Studio(ModelStore::atDefaultHome, Gallery.atDefaultHome());
    }

    /** What a pipeline is opened for. */
    private record Place(ModelId model, Precision precision, Device device) {}

    /** One model's pipeline, opened at its first run, and the queue in front of it. */
    private final class Easel {

        private final ReentrantLock turn = new ReentrantLock(true);
        private final ImportedModel model;
        private final Placement placement;
        private Pipeline pipeline;

        Easel(ImportedModel model, Placement placement) {
            this.model = model;
            this.placement = placement;
        }

        Generation run(Plan plan, GenerationListener listener) {
            try {
                turn.lockInterruptibly();
            } catch (InterruptedException e) {
                return new Generation(
                        List.of(),
                        Generation.Outcome.STOPPED,
                        new Generation.Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                        plan.placement());
            }
            try {
                Generation generation = pipeline()
                        .generate(plan.recipes(), listener, () -> closing || Cancellation.ON_INTERRUPT.requested())
                        .map(artwork -> artwork.withTemplate(plan.template(artwork.recipe())));
                if (plan.seamless()) {
                    generation = generation.joined(pipeline::paint);
                }
                return isWhereItWasPlanned(plan) ? generation.placed(plan.placement()) : generation;
            } finally {
                turn.unlock();
            }
        }

        /** After the runs that came before. */
        <T> T ask(Function<Pipeline, T> question) {
            turn.lock();
            try {
                return question.apply(pipeline());
            } finally {
                turn.unlock();
            }
        }

        /** Runs that share a pipeline may have come to it for different reasons. */
        private boolean isWhereItWasPlanned(Plan plan) {
            return pipeline.placement().device().equals(plan.placement().device());
        }

        private Pipeline pipeline() {
            if (pipeline == null) {
                pipeline = open();
            }
            return pipeline;
        }

        /** A device that does not take the model is replaced by the CPU. */
        private Pipeline open() {
            Device device = placement.device();
            try {
                return Pipeline.open(model, placement);
            } catch (InferenceException e) {
                if (device.equals(Device.CPU)) {
                    throw e;
                }
                String note =
                        device + " did not take the model (" + e.getMessage().replace('\n', ' ') + "). The CPU draws.";
                return Pipeline.open(model, Placement.onCpu(note));
            }
        }

        void close() {
            turn.lock();
            try {
                if (pipeline != null) {
                    pipeline.close();
                    pipeline = null;
                }
            } finally {
                turn.unlock();
            }
        }
    }
}
