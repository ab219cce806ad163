package org.imagine4j.models.store;

import java.nio.file.Path;
import java.util.List;
import org.imagine4j.models.ModelKind;

/**
 * The folder of a checkpoint of a model that ranks.
 *
 * @param clip {@code config.json}, {@code preprocessor_config.json}, weights and tokenizer files
 */
public record ScorerCheckpoint(Path clip) implements CheckpointSource {

    /** The sub-folder {@code clip}, where a scorer's files are downloaded to. */
    static ScorerCheckpoint below(Path folder) {
        return new ScorerCheckpoint(folder.resolve("clip"));
    }

    @Override
    public ModelKind kind() {
        return ModelKind.SCORER;
    }

    @Override
    public List<Path> folders() {
        return List.of(clip);
    }
}
