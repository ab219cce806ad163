package org.imagine4j.models.store;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.imagine4j.models.checkpoint.CheckpointException;
import org.imagine4j.models.checkpoint.JsonFile;

/**
 * The tokenizer files of a checkpoint folder: {@code vocab.json} and {@code merges.txt} (min-dalle appends {@code _mini}),
 * or both inside {@code tokenizer.json}; and the word frequencies, if there are any.
 */
final class TokenizerFiles {

    private static final String WORD_FREQUENCIES = "enwiki-words-frequency.txt";
    private static final Map<String, Integer> BART = Map.of("<s>", 0, "<pad>", 1, "</s>", 2, "<unk>", 3);
    private static final String CLIP_START = "<|startoftext|>";
    private static final String CLIP_END = "<|endoftext|>";
    private static final Pattern ID = Pattern.compile("0|[1-9][0-9]{0,8}");

    private final Path folder;
    private final int embeddings;
    private final BiConsumer<Path, Map<Integer, String>> special;

    private TokenizerFiles(Path folder, int embeddings, BiConsumer<Path, Map<Integer, String>> special) {
        this.folder = folder;
        this.embeddings = embeddings;
        this.special = special;
    }

    /**
     * Of a text encoder that reads {@code <s> … </s>}.
     *
     * @param folder the checkpoint's
     * @param embeddings how many tokens the text encoder knows; all ids must be smaller
     */
    static TokenizerFiles bart(Path folder, int embeddings) {
        return new TokenizerFiles(folder, embeddings, TokenizerFiles::checkBart);
    }

    /**
     * Of a CLIP.
     *
     * @param folder the checkpoint's
     * @param embeddings how many tokens the text tower knows; all ids must be smaller
     * @param end the id that ends a text; if empty, the largest
     */
    static TokenizerFiles clip(Path folder, int embeddings, Optional<Integer> end) {
        return new TokenizerFiles(folder, embeddings, (file, tokens) -> checkClip(file, tokens, end));
    }

    /**
     * Puts them where {@link ImportedModel} has them.
     *
     * @throws CheckpointException if they are missing, damaged, or do not belong to the text encoder
     */
    void copyTo(StoredModel model) throws IOException {
        Optional<Path> vocabulary = find("vocab.*\\.json");
        Optional<Path> merges = find("merges.*\\.txt");
        if (vocabulary.isPresent() && merges.isPresent()) {
            Map<String, JsonElement> ids = JsonFile.read(vocabulary.get());
            checkVocabulary(vocabulary.get(), ids);
            checkMerges(merges.get(), lines(merges.get()), ids);
            Files.copy(vocabulary.get(), model.vocabulary());
            Files.copy(merges.get(), model.merges());
        } else {
            unpack(model);
        }
        Path words = folder.resolve(WORD_FREQUENCIES);
        if (model instanceof ImportedModel drawing && Files.exists(words)) {
            Files.copy(words, drawing.wordFrequencies());
        }
    }

    private Optional<Path> find(String pattern) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(pattern))
                    .sorted()
                    .findFirst();
        }
    }

    private void unpack(StoredModel model) throws IOException {
        Path file = folder.resolve("tokenizer.json");
        if (!Files.exists(file)) {
            throw new CheckpointException(
                    folder, "there is neither tokenizer.json nor vocab.json with merges.txt in this folder.");
        }
        if (!(JsonFile.read(file).get("model") instanceof JsonObject bpe)
                || !(bpe.get("vocab") instanceof JsonObject vocabulary)
                || !(bpe.get("merges") instanceof JsonArray merges)
                || (bpe.has("type") && !bpe.get("type").equals(new JsonPrimitive("BPE")))) {
            throw new CheckpointException(file, "it does not hold a byte-pair encoding.");
        }
        checkVocabulary(file, vocabulary.asMap());
        List<String> lines = lines(file, merges);
        checkMerges(file, lines, vocabulary.asMap());
        Files.writeString(model.vocabulary(), new Gson().toJson(vocabulary));
        Files.write(model.merges(), lines);
    }

    private static List<String> lines(Path merges) throws IOException {
        try {
            return Files.readAllLines(merges);
        } catch (CharacterCodingException e) {
            throw new CheckpointException(merges, "it is not UTF-8 text.", e);
        }
    }

    /** A merge is a text of two symbols, or, since 2024, an array of two. */
    private static List<String> lines(Path file, JsonArray merges) {
        List<String> lines = new ArrayList<>(List.of("#version: 0.2"));
        for (JsonElement merge : merges) {
            if (merge instanceof JsonArray pair
                    && pair.size() == 2
                    && pair.get(0) instanceof JsonPrimitive left
                    && pair.get(1) instanceof JsonPrimitive right) {
                lines.add(left.getAsString() + " " + right.getAsString());
            } else if (merge instanceof JsonPrimitive text) {
                lines.add(text.getAsString());
            } else {
                throw new CheckpointException(file, "the merge " + merge + " is not of two symbols.");
            }
        }
        return lines;
    }

    private void checkVocabulary(Path file, Map<String, JsonElement> vocabulary) {
        Map<Integer, String> tokens = new HashMap<>();
        vocabulary.forEach((token, id) -> {
            if (!(id instanceof JsonPrimitive number)
                    || !number.isNumber()
                    || !ID.matcher(number.getAsString()).matches()
                    || number.getAsInt() >= embeddings) {
                throw new CheckpointException(
                        file,
                        "the token " + token + " has the id " + id + "; ids are whole numbers from 0 to "
                                + (embeddings - 1) + ", the last row of the text encoder's embedding.");
            }
            String other = tokens.put(number.getAsInt(), token);
            if (other != null) {
                throw new CheckpointException(
                        file, "the tokens " + other + " and " + token + " have the same id, " + id + ".");
            }
        });
        special.accept(file, tokens);
    }

    private static void checkBart(Path file, Map<Integer, String> tokens) {
        BART.forEach((token, id) -> requireToken(file, tokens, token, id));
    }

    private static void checkClip(Path file, Map<Integer, String> tokens, Optional<Integer> end) {
        if (!tokens.containsValue(CLIP_START)) {
            throw new CheckpointException(file, "the token " + CLIP_START + " is missing.");
        }
        requireToken(file, tokens, CLIP_END, end.orElseGet(() -> Collections.max(tokens.keySet())));
    }

    private static void requireToken(Path file, Map<Integer, String> tokens, String token, int id) {
        if (!token.equals(tokens.get(id))) {
            throw new CheckpointException(file, "the token " + token + " must have the id " + id + ".");
        }
    }

    private static void checkMerges(Path file, List<String> lines, Map<String, JsonElement> vocabulary) {
        List<String> merges = lines.stream()
                .skip(!lines.isEmpty() && lines.get(0).startsWith("#") ? 1 : 0)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.stream().allMatch(String::isBlank)) {
            throw new CheckpointException(file, "it is empty.");
        }
        for (String merge : merges) {
            String[] symbols = merge.split(" ", -1);
            if (symbols.length != 2 || symbols[0].isEmpty() || symbols[1].isEmpty()) {
                throw new CheckpointException(file, "the merge \"" + merge + "\" is not of two symbols.");
            }
            if (!vocabulary.containsKey(symbols[0] + symbols[1])) {
                throw new CheckpointException(
                        file, "the merge \"" + merge + "\" makes a token that the vocabulary does not have.");
            }
        }
    }
}
