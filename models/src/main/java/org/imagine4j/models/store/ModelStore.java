package org.imagine4j.models.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.Precision;
import org.imagine4j.models.ProgressListener;
import org.imagine4j.models.catalogue.Catalogue;
import org.imagine4j.models.catalogue.KnownModel;
import org.imagine4j.models.hub.HubSettings;
import org.imagine4j.models.store.ModelInfo.State;

/**
 * The models on this machine and those that can be brought here. Safe for several threads and several processes at once.
 *
 * <p>Whatever goes wrong is told by a {@link ModelException}. Methods that take long are stopped by interrupting their
 * thread; nothing that looks like a model is left behind, and what was downloaded is kept for the next attempt.
 */
public final class ModelStore {

    private final Path models;
    private final Catalogue catalogue;
    private final Shelf shelf;
    private final Inventory inventory;
    private final Installer installer;

    /**
     * A store whose hub is that of the environment variables.
     *
     * @param home see {@link ImagineHome}
     */
    public ModelStore(Path home) {
        this(home, () -> HubSettings.of(System.getenv(), Path.of(System.getProperty("user.home"))));
    }

    /**
     * @param home see {@link ImagineHome}
     * @param hub where to pull from; asked only when something is pulled
     */
    public ModelStore(Path home, Supplier<HubSettings> hub) {
        this.models = home.resolve("models");
        this.catalogue = Catalogue.read();
        this.shelf = new Shelf(models);
        this.inventory = new Inventory(catalogue, shelf);
        this.installer = new Installer(shelf, hub);
    }

    /** The store in {@link ImagineHome#locate()}. */
    public static ModelStore atDefaultHome() {
        return new ModelStore(ImagineHome.locate());
    }

    /** The cards of all models that can be opened, the bundled one first. */
    public List<ModelCard> cards() {
        return list().stream()
                .filter(info -> info.state() != State.AVAILABLE)
                .map(ModelInfo::card)
                .toList();
    }

    /** All models: the bundled one, those that were pulled or imported, those that can be pulled. */
    public List<ModelInfo> list() {
        return Failures.explained("The models in " + models + " cannot be listed", inventory::all);
    }

    /**
     * One model of {@link #list()}.
     *
     * @throws ModelException if there is no such model
     */
    public ModelInfo info(String name) {
        return list().stream()
                .filter(info -> info.card().name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    /**
     * A model that is ready to run, in the precision that suits it if it is here in several; the bundled one is imported
     * on first use, which takes about a second.
     *
     * @param name what the user typed
     * @throws ModelException if it is not here; the message says what to type to get it
     */
    public ImportedModel open(String name) {
        Optional<KnownModel> known = catalogue.find(name);
        return Failures.explained("The model " + name + " could not be prepared in " + models, () -> {
            List<ImportedModel> here = here(name, known);
            ModelCard card = here.isEmpty()
                    ? known.orElseThrow(() -> unknown(name)).card()
                    : here.get(0).card();
            Precision suited = Precision.recommended(card.parameters());
            return here.isEmpty() || isBundled(known) || in(suited, here).isPresent()
                    ? open(name, suited)
                    : here.get(0);
        });
    }

    /**
     * A model that is ready to run in a precision; the bundled one is imported on first use.
     *
     * @param name what the user typed
     * @throws ModelException if it is not here in that precision; the message says what to type to get it
     */
    public ImportedModel open(String name, Precision precision) {
        Optional<KnownModel> known = catalogue.find(name);
        return Failures.explained("The model " + name + " could not be prepared in " + models, () -> {
            List<ImportedModel> here = here(name, known);
            Optional<ImportedModel> existing = in(precision, here);
            if (existing.isPresent()) {
                return existing.get();
            }
            if (known.isPresent() && isBundled(known)) {
                return installer.prepareBundled(known.get(), precision);
            }
            if (!here.isEmpty()) {
                throw ModelException.notInPrecision(name, precision, here, known.isPresent());
            }
            throw ModelException.notHere(known.orElseThrow(() -> unknown(name)));
        });
    }

    private List<ImportedModel> here(String name, Optional<KnownModel> known) throws IOException {
        return known.isPresent() ? inventory.find(known.get()) : shelf.find(name);
    }

    private static boolean isBundled(Optional<KnownModel> known) {
        return known.flatMap(KnownModel::bundled).isPresent();
    }

    private static Optional<ImportedModel> in(Precision precision, List<ImportedModel> models) {
        return models.stream().filter(model -> model.precision() == precision).findFirst();
    }

    /** {@link #pull(String, Optional, ProgressListener)} in the precision that suits the model's size. */
    public ImportedModel pull(String name, ProgressListener listener) throws InterruptedException {
        return pull(name, Optional.empty(), listener);
    }

    /**
     * Downloads and imports a model of the catalogue, unless it is here already.
     *
     * @param name the model's
     * @param asked the precision to prepare it in; if empty, the one that suits its size
     * @param listener told how far it is
     * @throws InterruptedException if the thread is interrupted
     */
    public ImportedModel pull(String name, Optional<Precision> asked, ProgressListener listener)
            throws InterruptedException {
        KnownModel known = catalogue.find(name).orElseThrow(() -> unknown(name));
        Precision precision =
                asked.orElseGet(() -> Precision.recommended(known.card().parameters()));
        return Failures.explainedOrInterrupted("The model " + name + " could not be pulled to " + models, () -> {
            Optional<ImportedModel> existing = in(precision, inventory.find(known));
            if (existing.isPresent()) {
                return existing.get();
            }
            return known.bundled().isPresent()
                    ? installer.prepareBundled(known, precision)
                    : installer.pull(known, precision, listener);
        });
    }

    /** {@link #importFolder(CheckpointSource, String, Optional, ProgressListener)} in the precision that suits its size. */
    public ImportedModel importFolder(CheckpointSource source, String name, ProgressListener listener)
            throws InterruptedException {
        return importFolder(source, name, Optional.empty(), listener);
    }

    /**
     * Imports a checkpoint that lies on this machine; it is only read.
     *
     * @param source where it lies
     * @param name what to call it; the name of a catalogued model gives it that model's card
     * @param precision the precision to prepare it in; if empty, the one that suits its size
     * @param listener told how far it is
     * @throws InterruptedException if the thread is interrupted
     */
    public ImportedModel importFolder(
            CheckpointSource source, String name, Optional<Precision> precision, ProgressListener listener)
            throws InterruptedException {
        Optional<KnownModel> known = catalogue.find(name);
        return Failures.explainedOrInterrupted(
                "The model " + name + " could not be imported to " + models,
                () -> installer.importFolder(source, name, known, precision, listener));
    }

    /**
     * Compares a model's files, in every precision in which it is here, with the hashes of its manifest.
     *
     * @return what is wrong, a line for each file; nothing if all is well
     * @throws InterruptedException if the thread is interrupted
     */
    public List<String> verify(String name, ProgressListener listener) throws InterruptedException {
        ImportedModel opened = open(name);
        return Failures.explainedOrInterrupted("The model " + name + " could not be read", () -> {
            List<String> wrong = new ArrayList<>();
            for (ImportedModel model : shelf.find(opened.id().name())) {
                wrong.addAll(Contents.verify(model, listener));
            }
            return wrong;
        });
    }

    /**
     * Removes a model from this machine, and whatever was downloaded for it. Of the bundled model only what was prepared
     * for running goes; it is prepared again when it is used.
     *
     * @return how many bytes became free
     * @throws ModelException if there is nothing of that name here
     */
    public long remove(String name) {
        if (!shelf.has(name)) {
            info(name);
            throw new ModelException(name + " is not on this machine.\nimagine models list shows what is here.");
        }
        return Failures.explained(
                "The model " + name + " could not be removed from " + models, () -> shelf.remove(name));
    }

    private ModelException unknown(String name) {
        return ModelException.unknown(
                name, list().stream().map(info -> info.card().name()).toList());
    }
}
