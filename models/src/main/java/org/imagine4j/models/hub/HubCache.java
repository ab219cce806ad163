package org.imagine4j.models.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The cache of Hugging Face's own tools: {@code models--owner--name} with {@code refs/main}, which holds a commit, and
 * {@code snapshots/<commit>/<path>}. It is only read.
 */
final class HubCache {

    private final Path folder;

    HubCache(Path folder) {
        this.folder = folder;
    }

    /** The file, if it is there whole. */
    Optional<Path> find(HubFile file) {
        Path repository = folder.resolve("models--" + file.repository().replace("/", "--"));
        try {
            String commit = Files.readString(repository.resolve("refs").resolve(HubFile.REVISION))
                    .strip();
            return Optional.of(repository.resolve("snapshots").resolve(commit).resolve(file.path()))
                    .filter(Files::isRegularFile);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
