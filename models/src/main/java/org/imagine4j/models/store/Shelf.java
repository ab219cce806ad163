package org.imagine4j.models.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.Precision;

/**
 * The folder of complete models, {@code models/<name>/<revision>/<precision>}. What begins with a dot there is unfinished
 * work.
 */
final class Shelf {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private final Path models;

    Shelf(Path models) {
        this.models = models;
    }

    /** Whether a model can have that name; names come from users and must not lead out of the folder. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Where what is downloaded for a model waits until it is complete. */
    Path downloads(String name) {
        return models.resolve(".downloads").resolve(name);
    }

    /** Whether anything of that name is here, complete or not. */
    boolean has(String name) {
        return isName(name) && (Files.exists(folder(name)) || Files.exists(downloads(name)));
    }

    /** Where everything of that name lies. */
    Path folder(String name) {
        return models.resolve(name);
    }

    /** The model in a precision, if it is complete. */
    Optional<StoredModel> find(ModelId id, Precision precision) throws IOException {
        return StoredModel.read(place(id, precision));
    }

    private Path place(ModelId id, Precision precision) {
        return folder(id.name()).resolve(id.revision()).resolve(precision.word());
    }

    /** The complete models of that name, in the order of {@link Precision}: one for each precision that is here. */
    List<StoredModel> find(String name) throws IOException {
        List<StoredModel> found = new ArrayList<>();
        if (isName(name)) {
            for (Precision precision : Precision.values()) {
                for (Path revision : FileTree.entries(folder(name))) {
                    if (!isUnfinished(revision) && (found.isEmpty() || isOfRevision(found.get(0), revision))) {
                        StoredModel.read(revision.resolve(precision.word())).ifPresent(found::add);
                    }
                }
            }
        }
        return found;
    }

    private static boolean isOfRevision(StoredModel model, Path revisionFolder) {
        return model.id().revision().equals(revisionFolder.getFileName().toString());
    }

    /** The names of all complete models, sorted. */
    List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        for (Path folder : FileTree.entries(models)) {
            String name = folder.getFileName().toString();
            if (!isUnfinished(folder) && !find(name).isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    /** Renames a complete model into its place. Another process may have been faster; then its result is used. */
    StoredModel publish(StoredModel model) throws IOException {
        Path place = place(model.id(), model.precision());
        Files.createDirectories(place.getParent());
        if (Files.exists(place) && StoredModel.read(place).isEmpty()) {
            FileTree.delete(place);
        }
        try {
            Files.move(model.folder(), place, StandardCopyOption.ATOMIC_MOVE);
            return model.movedTo(place);
        } catch (FileSystemException e) {
            return StoredModel.read(place).orElseThrow(() -> e);
        }
    }

    /**
     * Removes everything of that name; the manifests first, so that what is left after a failure is no model.
     *
     * @return how many bytes became free
     */
    long remove(String name) throws IOException {
        long bytes = FileTree.size(folder(name)) + FileTree.size(downloads(name));
        for (StoredModel model : find(name)) {
            Files.deleteIfExists(model.folder().resolve(Manifest.FILE));
        }
        FileTree.delete(folder(name));
        FileTree.delete(downloads(name));
        return bytes;
    }

    private static boolean isUnfinished(Path folder) {
        return folder.getFileName().toString().startsWith(".");
    }
}
