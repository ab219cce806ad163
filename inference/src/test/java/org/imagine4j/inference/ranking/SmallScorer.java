package org.imagine4j.inference.ranking;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imagine4j.models.ProgressListener;
import org.imagine4j.models.store.CheckpointSource;
import org.imagine4j.models.store.ImportedScorer;
import org.imagine4j.models.store.ModelStore;

/** A scorer with random weights, and what transformers computes of it. */
public final class SmallScorer {

    /** The checkpoint's folder. */
    public static final Path CHECKPOINT = Path.of("../models/src/test/resources/golden/clip");

    private SmallScorer() {}

    /** What transformers says. */
    public record Expected(
            List<Tokens> tokens, List<String> captions, List<Picture> pictures, Run quickGelu, Run gelu) {}

    /** A text and its ids. */
    public record Tokens(String text, int[] ids) {}

    /** A picture by its formula, and its middle square in hexadecimal. */
    public record Picture(int width, int height, int factor, String crop) {}

    /** Vectors of texts and pictures, and logits by text. */
    public record Run(float[][] text, float[][] image, double[][] logits) {}

    /** Imports it. */
    static ImportedScorer in(Path home) throws InterruptedException {
        return (ImportedScorer)
                new ModelStore(home).importFolder(CheckpointSource.in(CHECKPOINT), "small", ProgressListener.SILENT);
    }

    /** Reads what transformers says. */
    public static Expected expected() throws IOException {
        try (Reader reader = Files.newBufferedReader(CHECKPOINT.resolve("expected.json"))) {
            return new Gson().fromJson(reader, Expected.class);
        }
    }
}
