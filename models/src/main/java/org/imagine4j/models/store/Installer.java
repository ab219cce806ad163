package org.imagine4j.models.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.Precision;
import org.imagine4j.models.ProgressListener;
import org.imagine4j.models.catalogue.KnownModel;
import org.imagine4j.models.hub.Hub;
import org.imagine4j.models.hub.HubSettings;

/** The three ways a model comes onto the shelf: from the jar, from a hub, from a folder. */
final class Installer {

    private static final String BUNDLED_SCORER = "emoji-mini/scorer";

    private final Shelf shelf;
    private final Workshop workshop;
    private final Supplier<HubSettings> hub;

    Installer(Shelf shelf, Supplier<HubSettings> hub) {
        this.shelf = shelf;
        this.workshop = new Workshop(shelf);
        this.hub = hub;
    }

    /** Prepares the model that comes with Imagine. */
    StoredModel prepareBundled(KnownModel known, Precision precision) throws IOException {
        return workshop.make(
                new Workshop.Order(known.name(), known.card(), known.bundled(), known.recommended(), precision),
                switch (known.kind()) {
                    case PICTURE_MODEL -> new BundledModel(known.name())::extract;
                    case SCORER -> new BundledScorer(BUNDLED_SCORER)::extract;
                },
                ProgressListener.SILENT);
    }

    /** Downloads a model and imports it; the downloads are deleted when the model is complete. */
    StoredModel pull(KnownModel known, Precision precision, ProgressListener listener)
            throws IOException, InterruptedException {
        Path folder = Files.createDirectories(shelf.downloads(known.name()));
        FolderLock lock = FolderLock.tryLock(folder)
                .orElseThrow(() -> new ModelException(known.name() + " is being pulled already.\n"
                        + "Wait until that is done, or stop it; what it downloaded is kept."));
        StoredModel model;
        try {
            CheckpointSource source = new Pull(known, new Hub(hub.get()), folder, listener).run();
            model = workshop.make(
                    new Workshop.Order(known.name(), known.card(), Optional.empty(), known.recommended(), precision),
                    unused -> source,
                    listener);
        } finally {
            lock.close();
        }
        FileTree.delete(folder);
        return model;
    }

    /** Imports a checkpoint that the user has. */
    StoredModel importFolder(
            CheckpointSource source,
            String name,
            Optional<KnownModel> known,
            Optional<Precision> asked,
            ProgressListener listener)
            throws IOException {
        if (!Shelf.isName(name) || known.flatMap(KnownModel::bundled).isPresent()) {
            throw new ModelException(name + " cannot be the name of an imported model.\n"
                    + "Choose one of lower-case letters, digits and . _ - that begins with a letter or digit.");
        }
        if (known.isPresent() && known.get().kind() != source.kind()) {
            throw new ModelException(name + " is the name of a model that "
                    + known.get().kind().task() + "; this one " + source.kind().task() + ".\nChoose another name.");
        }
        source.requireFolders();
        Precision precision = precision(source, asked);
        if (shelf.find(name).stream().anyMatch(model -> model.precision() == precision)) {
            throw new ModelException("There is a model called " + name + " in " + precision + " already.\n"
                    + "Choose another name, or remove it first: imagine models remove " + name + ".");
        }
        ModelCard card = known.map(KnownModel::card).orElseGet(() -> cardOf(source, name));
        return workshop.make(
                new Workshop.Order(name, card, Optional.empty(), known.flatMap(KnownModel::recommended), precision),
                unused -> source,
                listener);
    }

    /** What was asked for, or what suits the checkpoint. */
    private static Precision precision(CheckpointSource source, Optional<Precision> asked) throws IOException {
        if (source instanceof PictureCheckpoint pictures) {
            return asked.isPresent() ? asked.get() : recommended(pictures);
        }
        asked.ifPresent(precision -> requireForScorers(source.folders().get(0).toString(), precision));
        return Precision.FP32;
    }

    /**
     * Makes sure that a precision is the one in which scorers are prepared.
     *
     * @throws ModelException if it is another
     */
    static void requireForScorers(String subject, Precision precision) {
        if (precision != Precision.FP32) {
            throw new ModelException(subject + " ranks pictures; such models run in fp32 only, not in " + precision
                    + ".\nLeave the precision out.");
        }
    }

    /** What suits the size of a checkpoint. */
    private static Precision recommended(PictureCheckpoint source) throws IOException {
        try (CheckpointFolder dalle = new CheckpointFolder(source.dalle())) {
            return Precision.recommended(dalle.transformer().count());
        }
    }

    private static ModelCard cardOf(CheckpointSource source, String name) {
        return new ModelCard(
                name,
                "Imported from a folder on this machine.",
                "unknown licence",
                source.folders().get(0).toAbsolutePath().normalize().toString(),
                0,
                0,
                0,
                "What it was trained on; ask where it came from.",
                "Unknown. It may repeat the stereotypes of its training data.",
                List.of());
    }
}
