package org.imagine4j.models.store;

import java.nio.file.Path;
import java.util.List;
import org.imagine4j.models.ModelKind;

/**
 * The two folders of a checkpoint of a model that draws.
 *
 * @param dalle {@code config.json}, weights and tokenizer files of the transformer
 * @param vqgan {@code config.json} and weights of the VQGAN
 */
public record PictureCheckpoint(Path dalle, Path vqgan) implements CheckpointSource {

    /** The sub-folders {@code dalle} and {@code vqgan}. */
    public static PictureCheckpoint in(Path folder) {
        return new PictureCheckpoint(folder.resolve("dalle"), folder.resolve("vqgan"));
    }

    @Override
    public ModelKind kind() {
        return ModelKind.PICTURE_MODEL;
    }

    @Override
    public List<Path> folders() {
        return List.of(dalle, vqgan);
    }
}
