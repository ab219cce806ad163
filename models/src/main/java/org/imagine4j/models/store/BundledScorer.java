package org.imagine4j.models.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of a model that ranks inside the jar. As those of {@link BundledModel} it is imported on first use.
 *
 * @param folder where they are: a path from this package, or from the root if it begins with a slash
 */
record BundledScorer(String folder) {

    private static final List<String> FILES =
            List.of("config.json", "preprocessor_config.json", "model.safetensors", "vocab.json", "merges.txt");

    /** Writes the checkpoint's files below {@code target}. */
    ScorerCheckpoint extract(Path target) throws IOException {
        for (String name : FILES) {
            try (InputStream in = BundledScorer.class.getResourceAsStream(folder + "/" + name)) {
                if (in == null) {
                    throw new IOException("the program's file " + folder + "/" + name + " is missing");
                }
                Files.copy(in, target.resolve(name));
            }
        }
        return new ScorerCheckpoint(target);
    }
}
