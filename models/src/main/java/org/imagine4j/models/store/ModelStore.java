package org.imagine4j.models.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imagine4j.models.ModelCard;

/** The models on this machine. Safe for several threads and several processes at once. */
public final class ModelStore {

    private final Path models;
    private final BundledModel bundled = BundledModel.read();

    /** @param home see {@link ImagineHome} */
    public ModelStore(Path home) {
        this.models = home.resolve("models");
    }

    /** The store in {@link ImagineHome#locate()}. */
    public static ModelStore atDefaultHome() {
        return new ModelStore(ImagineHome.locate());
    }

    /** The cards of all models that can be opened, the bundled one first. */
    public List<ModelCard> cards() {
        return List.of(bundled.card());
    }

    /**
     * A model that is ready to run; the bundled one is imported on first use, which takes about a second.
     *
     * @param name what the user typed
     * @throws ModelException if there is no such model, or it cannot be written to disk
     */
    public ImportedModel open(String name) {
        if (!name.equals(bundled.id().name())) {
            throw new ModelException("There is no model called " + name + " here.\nYou can use: "
                    + String.join(", ", cards().stream().map(ModelCard::name).toList()) + ".");
        }
        try {
            Path folder = models.resolve(name).resolve(bundled.id().revision());
            Optional<ImportedModel> existing = ImportedModel.read(folder);
            return existing.isPresent() ? existing.get() : importBundled(folder);
        } catch (IOException e) {
            throw new ModelException(
                    "The model " + name + " could not be prepared in " + models + " (" + reason(e) + ").\n"
                            + "Make room there, or set IMAGINE_HOME to a folder you may write to.",
                    e);
        }
    }

    private ImportedModel importBundled(Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        Path work = Files.createTempDirectory(folder.getParent(), ".import-");
        try {
            Path checkpoint = Files.createDirectory(work.resolve("checkpoint"));
            Path target = Files.createDirectory(work.resolve("model"));
            bundled.extract(checkpoint);
            ImportedModel model =
                    new ModelImporter().importCheckpoint(checkpoint, target, bundled.id(), bundled.card());
            return publish(model, folder);
        } finally {
            delete(work);
        }
    }

    /** Renames a complete model into its place. Another process may have been faster; then its result is used. */
    private static ImportedModel publish(ImportedModel model, Path folder) throws IOException {
        if (Files.exists(folder) && ImportedModel.read(folder).isEmpty()) {
            delete(folder);
        }
        try {
            Files.move(model.folder(), folder, StandardCopyOption.ATOMIC_MOVE);
            return model.movedTo(folder);
        } catch (FileSystemException e) {
            return ImportedModel.read(folder).orElseThrow(() -> e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
