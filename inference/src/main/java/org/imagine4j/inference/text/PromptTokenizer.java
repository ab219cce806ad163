package org.imagine4j.inference.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imagine4j.models.store.ImportedModel;

/** A model's way from a prompt to text tokens: its normaliser, then its tokenizer. */
public final class PromptTokenizer {

    private final TextNormalizer normalizer;
    private final BpeTokenizer tokenizer;
    private final int maxLength;

    private PromptTokenizer(TextNormalizer normalizer, BpeTokenizer tokenizer, int maxLength) {
        this.normalizer = normalizer;
        this.tokenizer = tokenizer;
        this.maxLength = maxLength;
    }

    /**
     * Reads a model's vocabulary, merges and, if it has them, word frequencies.
     *
     * @throws IOException if a file cannot be read
     */
    public static PromptTokenizer read(ImportedModel model) throws IOException {
        return new PromptTokenizer(
                new TextNormalizer(words(model.wordFrequencies())),
                BpeTokenizer.read(model.vocabulary(), model.merges()),
                model.transformer().maxTextLength());
    }

    private static List<String> words(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        return Files.readAllLines(file).stream()
                .map(line -> line.strip().split("\\s", 2)[0])
                .toList();
    }

    /** The ids of a prompt, {@code <s> … </s>}, cut to the longest text the model reads. */
    public int[] prompt(String prompt) {
        return tokenizer.encode(normalizer.normalize(prompt), maxLength);
    }

    /** What the unconditional lane reads: the empty text, {@code <s></s>}. */
    public int[] nothing() {
        return tokenizer.encode("", maxLength);
    }

    /** What the unconditional lane reads instead, if there is a negative prompt; a blank one is none. */
    public int[] unconditional(String negativePrompt) {
        return negativePrompt.isBlank() ? nothing() : prompt(negativePrompt);
    }

    /** The text that an id stands for: {@link BpeTokenizer#piece}. */
    public String piece(int id) {
        return tokenizer.piece(id);
    }
}
