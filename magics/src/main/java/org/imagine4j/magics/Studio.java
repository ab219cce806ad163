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
import org.imagine4j.inference.runtime.Device;
import org.imagine4j.inference.runtime.Devices;
import org.imagine4j.inference.runtime.InferenceException;
import org.imagine4j.inference.runtime.Placement;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.Precision;
import org.imagine4j.models.store.ImportedModel;
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

    private final Supplier<ModelStore> openStore;
    private final Devices devices = new Devices();
    private final Map<Place, Easel> easels = new ConcurrentHashMap<>();
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

    private static Plan plan(Imagine request, ImportedModel model, Placement placement, long seed) {
        return new Plan(model, placement, request.recipes(model, seed));
    }

    /** Where models can run on this computer. */
    public Devices devices() {
        return devices;
    }

    /**
     * Makes the pictures of a plan, after the runs of the same model that came before. An interrupt of the calling
     * thread stops it; that uses the interrupt up, and what exists by then is returned.
     */
    public Generation run(Plan plan, GenerationListener listener) {
        Generation generation =
                easels.computeIfAbsent(Place.of(plan), place -> new Easel()).run(plan, listener);
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
        static final Studio STUDIO = new Studio(ModelStore::atDefaultHome);
    }

    /** What a pipeline is opened for. */
    private record Place(ModelId model, Precision precision, Device device) {

        static Place of(Plan plan) {
            return new Place(
                    plan.model().id(),
                    plan.model().precision(),
                    plan.placement().device());
        }
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
                        new Generation.Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                        plan.placement());
            }
            try {
                if (pipeline == null) {
                    pipeline = open(plan);
                }
                Generation generation = pipeline.generate(
                        plan.recipes(), listener, () -> closing || Cancellation.ON_INTERRUPT.requested());
                return isWhereItWasPlanned(plan) ? generation.placed(plan.placement()) : generation;
            } finally {
                turn.unlock();
            }
        }

        /** Runs that share a pipeline may have come to it for different reasons. */
        private boolean isWhereItWasPlanned(Plan plan) {
            return pipeline.placement().device().equals(plan.placement().device());
        }

        /** A device that does not take the model is replaced by the CPU. */
        private Pipeline open(Plan plan) {
            Device device = plan.placement().device();
            try {
                return Pipeline.open(plan.model(), plan.placement());
            } catch (InferenceException e) {
                if (device.equals(Device.CPU)) {
                    throw e;
                }
                String note =
                        device + " did not take the model (" + e.getMessage().replace('\n', ' ') + "). The CPU draws.";
                return Pipeline.open(plan.model(), Placement.onCpu(note));
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
