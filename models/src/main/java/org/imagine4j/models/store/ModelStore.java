package org.imagine4j.models.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.ModelKind;
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

    /** The cards of all models that draw and can be opened, the bundled one first. */
    public List<ModelCard> cards() {
        return cards(ModelKind.PICTURE_MODEL);
    }

    /** The cards of all models of a kind that can be opened, bundled ones first. */
    public List<ModelCard> cards(ModelKind kind) {
        return list().stream()
                .filter(info -> info.kind() == kind && info.state() != State.AVAILABLE)
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
     * A model that draws, in the precision that suits it if it is here in several; the bundled one is imported on first
     * use, which takes about a second.
     *
     * @param name what the user typed
     * @throws ModelException if it is not here or does not draw; the message says what to type
     */
    public ImportedModel open(String name) {
        Optional<KnownModel> known = catalogue.find(name);
        return Failures.explained("The model " + name + " could not be prepared in " + models, () -> {
            List<StoredModel> here = here(name, known);
            requireKind(ModelKind.PICTURE_MODEL, name, known, here);
            ModelCard card = here.isEmpty()
                    ? known.orElseThrow(() -> unknown(ModelKind.PICTURE_MODEL, name))
                            .card()
                    : here.get(0).card();
            Precision suited = Precision.recommended(card.parameters());
            return here.isEmpty() || isBundled(known) || in(suited, here).isPresent()
                    ? open(name, suited)
                    : (ImportedModel) here.get(0);
        });
    }

    /**
     * A model that draws, in a precision; the bundled one is imported on first use.
     *
     * @param name what the user typed
     * @throws ModelException if it is not here in that precision or does not draw; the message says what to type
     */
    public ImportedModel open(String name, Precision precision) {
        return (ImportedModel) open(ModelKind.PICTURE_MODEL, name, precision);
    }

    /**
     * A model that ranks; a bundled one is imported on first use.
     *
     * @param name what the user typed
     * @throws ModelException if it is not here or does not rank; the message says what to type
     */
    public ImportedScorer openScorer(String name) {
        return (ImportedScorer) open(ModelKind.SCORER, name, Precision.FP32);
    }

    /**
     * The model that ranks unless somebody names another: the bundled one, else the only one that is here.
     *
     * @throws ModelException if there is none, or none of them is meant more than the others; the message says what to
     *     type
     */
    public ImportedScorer openScorer() {
        List<ModelInfo> scorers =
                list().stream().filter(info -> info.kind() == ModelKind.SCORER).toList();
        List<String> here = scorers.stream()
                .filter(info -> info.state() != State.AVAILABLE)
                .map(info -> info.card().name())
                .toList();
        boolean bundled = scorers.stream().anyMatch(info -> info.state() == State.BUNDLED);
        if (here.size() == 1 || bundled) {
            return openScorer(here.get(0));
        }
        throw here.isEmpty() ? ModelException.noScorer(scorers) : ModelException.severalScorers(here);
    }

    private StoredModel open(ModelKind kind, String name, Precision precision) {
        Optional<KnownModel> known = catalogue.find(name);
        return Failures.explained("The model " + name + " could not be prepared in " + models, () -> {
            List<StoredModel> here = here(name, known);
            requireKind(kind, name, known, here);
            Optional<StoredModel> existing = in(precision, here);
            if (existing.isPresent()) {
                return existing.get();
            }
            if (known.isPresent() && isBundled(known)) {
                return installer.prepareBundled(known.get(), precision);
            }
            if (!here.isEmpty()) {
                throw ModelException.notInPrecision(name, precision, here, known.isPresent());
            }
            throw ModelException.notHere(known.orElseThrow(() -> unknown(kind, name)));
        });
    }

    private void requireKind(ModelKind wanted, String name, Optional<KnownModel> known, List<StoredModel> here) {
        ModelKind kind = known.map(KnownModel::kind)
                .orElseGet(() -> here.isEmpty() ? wanted : here.get(0).kind());
        if (kind != wanted) {
            throw ModelException.ofOtherKind(
                    name,
                    kind,
                    wanted,
                    cards(wanted).stream().map(ModelCard::name).toList());
        }
    }

    private List<StoredModel> here(String name, Optional<KnownModel> known) throws IOException {
        return known.isPresent() ? inventory.find(known.get()) : shelf.find(name);
    }

    private static boolean isBundled(Optional<KnownModel> known) {
        return known.flatMap(KnownModel::bundled).isPresent();
    }

    private static Optional<StoredModel> in(Precision precision, List<StoredModel> models) {
        return models.stream().filter(model -> model.precision() == precision).findFirst();
    }

    /** {@link #pull(String, Optional, ProgressListener)} in the precision that suits the model's size. */
    public StoredModel pull(String name, ProgressListener listener) throws InterruptedException {
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
    public StoredModel pull(String name, Optional<Precision> asked, ProgressListener listener)
            throws InterruptedException {
        KnownModel known = catalogue.find(name).orElseThrow(() -> unknown(name));
        Precision precision = precision(known, asked);
        return Failures.explainedOrInterrupted("The model " + name + " could not be pulled to " + models, () -> {
            Optional<StoredModel> existing = in(precision, inventory.find(known));
            if (existing.isPresent()) {
                return existing.get();
            }
            return known.bundled().isPresent()
                    ? installer.prepareBundled(known, precision)
                    : installer.pull(known, precision, listener);
        });
    }

    private static Precision precision(KnownModel known, Optional<Precision> asked) {
        if (known.kind() == ModelKind.SCORER) {
            asked.ifPresent(precision -> Installer.requireForScorers(known.name(), precision));
            return Precision.FP32;
        }
        return asked.orElseGet(() -> Precision.recommended(known.card().parameters()));
    }

    /** {@link #importFolder(CheckpointSource, String, Optional, ProgressListener)} in the precision that suits its size. */
    public StoredModel importFolder(CheckpointSource source, String name, ProgressListener listener)
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
    public StoredModel importFolder(
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
        StoredModel opened = info(name).kind() == ModelKind.SCORER ? openScorer(name) : open(name);
        return Failures.explainedOrInterrupted("The model " + name + " could not be read", () -> {
            List<String> wrong = new ArrayList<>();
            for (StoredModel model : shelf.find(opened.id().name())) {
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

    private ModelException unknown(ModelKind kind, String name) {
        return ModelException.unknown(
                name,
                list().stream()
                        .filter(info -> info.kind() == kind)
                        .map(info -> info.card().name())
                        .toList());
    }

    private ModelException unknown(String name) {
        return ModelException.unknown(
                name, list().stream().map(info -> info.card().name()).toList());
    }
}
