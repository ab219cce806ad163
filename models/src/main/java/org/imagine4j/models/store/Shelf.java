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

/** The folder of complete models, {@code models/<name>/<revision>}. What begins with a dot there is unfinished work. */
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

    /** The model, if it is complete. */
    Optional<ImportedModel> find(ModelId id) throws IOException {
        return ImportedModel.read(folder(id.name()).resolve(id.revision()));
    }

    /** A complete model of that name. */
    Optional<ImportedModel> find(String name) throws IOException {
        if (!isName(name)) {
            return Optional.empty();
        }
        for (Path revision : FileTree.entries(folder(name))) {
            Optional<ImportedModel> model = isUnfinished(revision) ? Optional.empty() : ImportedModel.read(revision);
            if (model.isPresent()) {
                return model;
            }
        }
        return Optional.empty();
    }

    /** All complete models by name. */
    List<ImportedModel> all() throws IOException {
        List<ImportedModel> all = new ArrayList<>();
        for (Path folder : FileTree.entries(models)) {
            if (!isUnfinished(folder)) {
                find(folder.getFileName().toString()).ifPresent(all::add);
            }
        }
        return all;
    }

    /** Renames a complete model into its place. Another process may have been faster; then its result is used. */
    ImportedModel publish(ImportedModel model) throws IOException {
        Path place = folder(model.id().name()).resolve(model.id().revision());
        if (Files.exists(place) && ImportedModel.read(place).isEmpty()) {
            FileTree.delete(place);
        }
        try {
            Files.move(model.folder(), place, StandardCopyOption.ATOMIC_MOVE);
            return model.movedTo(place);
        } catch (FileSystemException e) {
            return ImportedModel.read(place).orElseThrow(() -> e);
        }
    }

    /**
     * Removes everything of that name; the manifests first, so that what is left after a failure is no model.
     *
     * @return how many bytes became free
     */
    long remove(String name) throws IOException {
        long bytes = FileTree.size(folder(name)) + FileTree.size(downloads(name));
        for (Path revision : FileTree.entries(folder(name))) {
            Files.deleteIfExists(revision.resolve(ImportedModel.MANIFEST));
        }
        FileTree.delete(folder(name));
        FileTree.delete(downloads(name));
        return bytes;
    }

    private static boolean isUnfinished(Path folder) {
        return folder.getFileName().toString().startsWith(".");
    }
}
