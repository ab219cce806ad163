package org.imagine4j.magics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.imagine4j.inference.Cancellation;
import org.imagine4j.inference.Generation;
import org.imagine4j.inference.GenerationListener;
import org.imagine4j.inference.Pipeline;
import org.imagine4j.inference.Sampling;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.store.ImportedModel;
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

    private final Supplier<ModelStore> openStore;
    private final Map<ModelId, Easel> easels = new ConcurrentHashMap<>();
    private ModelStore store;
    private volatile Presenter presenter = Imagine::run;
    private volatile boolean closing;

    /**
     * A studio without any model open yet.
     *
     * @param openStore where the models are; asked when the first model is needed, so that a kernel starts without
     *     waiting for it
     */
    public Studio(Supplier<ModelStore> openStore) {
        this.openStore = openStore;
    }

    /** The studio behind {@link Imagine}'s static methods, with the models of this computer's default folder. */
    public static Studio shared() {
        return Shared.STUDIO;
    }

    /** {@link Imagine#prompts(List)}, made in this studio. */
    public Imagine prompts(List<String> prompts) {
        return new Imagine(this, prompts);
    }

    /** The models that are there. */
    public List<ModelCard> models() {
        return store().cards();
    }

    /**
     * Makes every choice that the request leaves open.
     *
     * @throws RuntimeException if there is no such model; the message says which there are
     */
    public Plan plan(Imagine request) {
        ImportedModel model = store().open(request.model());
        long seed = ThreadLocalRandom.current().nextLong(RANDOM_SEEDS);
        return new Plan(model, request.recipes(model.id(), Sampling.of(model.sampling()), seed));
    }

    /**
     * Makes the pictures of a plan, after the runs of the same model that came before. An interrupt of the calling
     * thread stops it; that uses the interrupt up, and what exists by then is returned.
     */
    public Generation run(Plan plan, GenerationListener listener) {
        Generation generation =
                easels.computeIfAbsent(plan.model().id(), id -> new Easel()).run(plan, listener);
        if (!generation.finished()) {
            Thread.interrupted();
        }
        return generation;
    }

    /** Who shows the runs of {@link Imagine#show()}; a studio without a notebook runs them unseen. */
    public Presenter presenter() {
        return presenter;
    }

    /** From now on {@link Imagine#show()} is shown by {@code newPresenter}. */
    public void presentWith(Presenter newPresenter) {
        presenter = newPresenter;
    }

    /** Stops the runs under way and frees the memory of all models. A later run opens its model again. */
    @Override
    public void close() {
        closing = true;
        try {
            easels.values().forEach(Easel::close);
        } finally {
            closing = false;
        }
    }

    /** Frees the memory of one model, after the runs of it that are under way. A later run opens it again. */
    public void close(String model) {
        easels.forEach((id, easel) -> {
            if (id.name().equals(model)) {
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
        static final Studio STUDIO = new Studio(ModelStore::atDefaultHome);
    }

    /** One model's pipeline, opened at its first run, and the queue in front of it. */
    private final class Easel {

        private final ReentrantLock turn = new ReentrantLock(true);
        private Pipeline pipeline;

        Generation run(Plan plan, GenerationListener listener) {
            try {
                turn.lockInterruptibly();
            } catch (InterruptedException e) {
                return new Generation(
                        List.of(),
                        Generation.Outcome.STOPPED,
                        new Generation.Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));
            }
            try {
                if (pipeline == null) {
                    pipeline = Pipeline.open(plan.model());
                }
                return pipeline.generate(
                        plan.recipes(), listener, () -> closing || Cancellation.ON_INTERRUPT.requested());
            } finally {
                turn.unlock();
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
