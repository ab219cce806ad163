package org.imagine4j.models.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imagine4j.models.ModelKind;

/** Where a checkpoint lies. */
public sealed interface CheckpointSource permits PictureCheckpoint, ScorerCheckpoint {

    /** What a model of it does. */
    ModelKind kind();

    /** The folders with its files. */
    List<Path> folders();

    /**
     * The checkpoint in a folder: of a model that ranks if the files lie in the folder itself ({@code config.json} beside
     * weights), of one that draws if they lie in the sub-folders {@code dalle} and {@code vqgan}.
     */
    static CheckpointSource in(Path folder) {
        return Files.isRegularFile(folder.resolve("config.json"))
                ? new ScorerCheckpoint(folder)
                : PictureCheckpoint.in(folder);
    }

    /**
     * Makes sure that all folders are there.
     *
     * @throws ModelException if one is not
     */
    default void requireFolders() {
        for (Path folder : folders()) {
            if (!Files.isDirectory(folder)) {
                throw new ModelException(
                        "There is no folder " + folder + ".\n"
                                + "A checkpoint is a folder with the sub-folders dalle and vqgan (if yours lie apart, name both), or, of a model that ranks, with config.json.");
            }
        }
    }
}
