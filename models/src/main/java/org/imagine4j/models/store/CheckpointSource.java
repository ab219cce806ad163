package org.imagine4j.models.store;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The two folders a checkpoint consists of.
 *
 * @param dalle {@code config.json}, weights and tokenizer files of the transformer
 * @param vqgan {@code config.json} and weights of the VQGAN
 */
public record CheckpointSource(Path dalle, Path vqgan) {

    /** The sub-folders {@code dalle} and {@code vqgan}. */
    public static CheckpointSource in(Path folder) {
        return new CheckpointSource(folder.resolve("dalle"), folder.resolve("vqgan"));
    }

    /**
     * Makes sure that both folders are there.
     *
     * @throws ModelException if one is not
     */
    void requireFolders() {
        for (Path folder : new Path[] {dalle, vqgan}) {
            if (!Files.isDirectory(folder)) {
                throw new ModelException(
                        "There is no folder " + folder + ".\n"
                                + "A checkpoint is a folder with the sub-folders dalle and vqgan; if yours lie apart, name both.");
            }
        }
    }
}
