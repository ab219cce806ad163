package org.imagine4j.models.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.Precision;
import org.imagine4j.models.ProgressListener;
import org.imagine4j.models.SamplingDefaults;

/**
 * Where checkpoints become models: in a temporary folder beside the model's place, which is renamed when everything is
 * done. What a killed process left behind is swept away by the next import of that model.
 */
final class Workshop {

    private static final String PREFIX = ".import-";

    /** A folder this new, with nothing in it but a lock, may belong to a process that is just about to lock it. */
    private static final Duration NEW = Duration.ofMinutes(1);

    /**
     * What to make.
     *
     * @param name the model's
     * @param card its card; its sizes are taken from the checkpoint
     * @param revision its revision if it is known, otherwise it is computed from the weight files
     * @param sampling recommended settings where the checkpoint has none of its own
     * @param precision of the weights
     */
    record Order(
            String name,
            ModelCard card,
            Optional<String> revision,
            Optional<SamplingDefaults> sampling,
            Precision precision) {}

    /** Brings a checkpoint. */
    @FunctionalInterface
    interface Supply {
        /** Brings it; {@code folder} is empty and may be used for it. */
        CheckpointSource bring(Path folder) throws IOException;
    }

    private final Shelf shelf;

    Workshop(Shelf shelf) {
        this.shelf = shelf;
    }

    /** Makes a model and puts it on the shelf; leaves nothing behind otherwise. */
    StoredModel make(Order order, Supply supply, ProgressListener listener) throws IOException {
        Path place = Files.createDirectories(shelf.folder(order.name()));
        sweep(place);
        Path work = Files.createTempDirectory(place, PREFIX);
        FolderLock lock = FolderLock.tryLock(work).orElseThrow(() -> new IOException(work + " is in use"));
        try {
            CheckpointSource source = supply.bring(Files.createDirectory(work.resolve("checkpoint")));
            Path target = Files.createDirectory(work.resolve("model"));
            String revision =
                    order.revision().isPresent() ? order.revision().get() : Revision.of(source, order.name(), listener);
            if (order.revision().isEmpty()) {
                requireSameWeights(order.name(), revision);
            }
            return shelf.publish(
                    importCheckpoint(order, source, target, new ModelId(order.name(), revision), listener));
        } finally {
            lock.close();
            FileTree.delete(work);
            deleteIfEmpty(place);
        }
    }

    private static StoredModel importCheckpoint(
            Order order, CheckpointSource source, Path target, ModelId id, ProgressListener listener)
            throws IOException {
        if (source instanceof ScorerCheckpoint scorer) {
            return new ScorerImporter().importCheckpoint(scorer, target, id, order.card(), listener);
        }
        return new ModelImporter()
                .importCheckpoint(
                        (PictureCheckpoint) source,
                        target,
                        new ModelImporter.Label(id, order.card(), order.sampling(), order.precision()),
                        listener);
    }

    /** A name stands for the same weights in all precisions. */
    private void requireSameWeights(String name, String revision) throws IOException {
        for (StoredModel other : shelf.find(name)) {
            if (!other.id().revision().equals(revision)) {
                throw new ModelException("There is a model called " + name + " already, made of other weights.\n"
                        + "Choose another name, or remove it first: imagine models remove " + name + ".");
            }
        }
    }

    private static void sweep(Path place) throws IOException {
        for (Path work : FileTree.entries(place)) {
            if (work.getFileName().toString().startsWith(PREFIX) && isAbandoned(work)) {
                FileTree.delete(work);
            }
        }
    }

    private static boolean isAbandoned(Path work) throws IOException {
        if (Files.getLastModifiedTime(work).toInstant().isAfter(Instant.now().minus(NEW))
                && FileTree.entries(work).stream().allMatch(FolderLock::isLock)) {
            return false;
        }
        Optional<FolderLock> lock = FolderLock.tryLock(work);
        if (lock.isPresent()) {
            lock.get().close();
        }
        return lock.isPresent();
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        if (FileTree.entries(folder).isEmpty()) {
            Files.deleteIfExists(folder);
        }
    }
}
