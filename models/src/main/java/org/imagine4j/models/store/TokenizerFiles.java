package org.imagine4j.models.store;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imagine4j.models.checkpoint.CheckpointException;

/**
 * The tokenizer files of a checkpoint folder: {@code vocab.json} and {@code merges.txt} (min-dalle appends {@code _mini}),
 * or both inside {@code tokenizer.json}; and the word frequencies, if there are any.
 */
final class TokenizerFiles {

    private static final String WORD_FREQUENCIES = "enwiki-words-frequency.txt";

    private final Path folder;

    TokenizerFiles(Path folder) {
        this.folder = folder;
    }

    /** Puts them where {@link ImportedModel} has them. */
    void copyTo(ImportedModel model) throws IOException {
        Optional<Path> vocabulary = find("vocab.*\\.json");
        Optional<Path> merges = find("merges.*\\.txt");
        if (vocabulary.isPresent() && merges.isPresent()) {
            Files.copy(vocabulary.get(), model.vocabulary());
            Files.copy(merges.get(), model.merges());
        } else {
            unpack(model);
        }
        Path words = folder.resolve(WORD_FREQUENCIES);
        if (Files.exists(words)) {
            Files.copy(words, model.wordFrequencies());
        }
    }

    private Optional<Path> find(String pattern) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(pattern))
                    .sorted()
                    .findFirst();
        }
    }

    private void unpack(ImportedModel model) throws IOException {
        Path file = folder.resolve("tokenizer.json");
        if (!Files.exists(file)) {
            throw new CheckpointException(
                    folder, "there is neither tokenizer.json nor vocab.json with merges.txt in this folder.");
        }
        try {
            JsonObject bpe = JsonParser.parseString(Files.readString(file))
                    .getAsJsonObject()
                    .getAsJsonObject("model");
            Files.writeString(model.vocabulary(), new Gson().toJson(bpe.getAsJsonObject("vocab")));
            Files.write(model.merges(), merges(bpe.getAsJsonArray("merges")));
        } catch (JsonParseException | IllegalStateException | ClassCastException | NullPointerException e) {
            throw new CheckpointException(file, "it does not hold a byte-pair encoding (" + e.getMessage() + ").", e);
        }
    }

    /** A merge is a text of two symbols, or, since 2024, an array of two. */
    private static List<String> merges(JsonArray merges) {
        List<String> lines = new ArrayList<>(List.of("#version: 0.2"));
        for (JsonElement merge : merges) {
            lines.add(
                    merge.isJsonArray()
                            ? merge.getAsJsonArray().get(0).getAsString() + " "
                                    + merge.getAsJsonArray().get(1).getAsString()
                            : merge.getAsString());
        }
        return lines;
    }
}
