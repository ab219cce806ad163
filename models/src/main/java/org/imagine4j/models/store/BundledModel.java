package org.imagine4j.models.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of a model inside the jar.
 *
 * <p>It travels as the checkpoint (16-bit floats, half the size of what runs) and is imported on first use.
 *
 * @param name the model's
 */
record BundledModel(String name) {

    private static final List<String> FILES = List.of(
            "dalle/config.json",
            "dalle/flax_model.msgpack",
            "dalle/vocab.json",
            "dalle/merges.txt",
            "vqgan/config.json",
            "vqgan/flax_model.msgpack");

    /** Writes the checkpoint's files below {@code folder}. */
    PictureCheckpoint extract(Path folder) throws IOException {
        for (String path : FILES) {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            try (InputStream in = BundledModel.class.getResourceAsStream(name + "/" + path)) {
                if (in == null) {
                    throw new IOException("the program's file " + name + "/" + path + " is missing");
                }
                Files.copy(in, file);
            }
        }
        return PictureCheckpoint.in(folder);
    }
}
