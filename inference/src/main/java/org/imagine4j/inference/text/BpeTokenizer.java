package org.imagine4j.inference.text;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Byte-level byte-pair encoding as GPT-2 and BART use it (Sennrich et al. 2016, Radford et al. 2019).
 *
 * <p>The text is cut into pieces (a word with its leading blank, a number, punctuation); each piece starts as the bytes
 * of its UTF-8 form, and neighbours are merged in the order of the merges file until none applies. Merges never cross
 * pieces.
 *
 * <p>Immutable.
 */
public final class BpeTokenizer {

    static final int START = 0;
    static final int END = 2;
    static final int UNKNOWN = 3;
    private static final int LAST_SPECIAL = 4;
    private static final Pattern PIECE =
            Pattern.compile("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+");

    private final Map<String, Integer> vocabulary;
    private final Map<Integer, String> tokens;
    private final BpeMerges merges;

    private BpeTokenizer(Map<String, Integer> vocabulary, BpeMerges merges) {
        this.vocabulary = vocabulary;
        this.tokens = vocabulary.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey, (first, again) -> first));
        this.merges = merges;
    }

    /**
     * Reads a tokenizer.
     *
     * @param vocabularyFile {@code vocab.json}: token to id
     * @param mergesFile {@code merges.txt}: a comment line, then one merge a line, most important first
     * @throws IOException if a file cannot be read
     */
    public static BpeTokenizer read(Path vocabularyFile, Path mergesFile) throws IOException {
        Map<String, Integer> vocabulary;
        try (Reader reader = Files.newBufferedReader(vocabularyFile)) {
            vocabulary = new Gson().fromJson(reader, new TypeToken<Map<String, Integer>>() {}.getType());
        }
        return new BpeTokenizer(Map.copyOf(vocabulary), BpeMerges.read(mergesFile, symbol -> symbol));
    }

    /**
     * The ids of a text between {@code <s>} and {@code </s>}; the empty text is {@code <s></s>}.
     *
     * @param text as {@link TextNormalizer} leaves it
     * @param maxLength longest result, both ends included; what is too long is cut, and {@code </s>} kept
     */
    public int[] encode(String text, int maxLength) {
        IntStream.Builder ids = IntStream.builder().add(START);
        Matcher pieces = PIECE.matcher(text);
        int length = 2;
        while (length < maxLength && pieces.find()) {
            for (String symbol : word(pieces).symbols()) {
                if (length < maxLength) {
                    ids.add(id(symbol));
                    length++;
                }
            }
        }
        return ids.add(END).build().toArray();
    }

    /**
     * The text that an id stands for, its leading blank included; bytes that are not a character by themselves become
     * U+FFFD. The ends are {@code <s>} and {@code </s>}.
     *
     * @throws IllegalArgumentException if there is no such id
     */
    public String piece(int id) {
        String token = tokens.get(id);
        if (token == null) {
            throw new IllegalArgumentException(
                    "Text token " + id + " is not in the vocabulary of " + tokens.size() + ".");
        }
        if (id <= LAST_SPECIAL) {
            return token;
        }
        ByteBuffer bytes = ByteBuffer.allocate(token.length());
        token.chars().forEach(symbol -> bytes.put((byte) ByteSymbols.value((char) symbol)));
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }

    /** The words of a text, which cover it from end to end, and how each is merged. */
    List<BpeWord> words(String text) {
        List<BpeWord> words = new ArrayList<>();
        Matcher pieces = PIECE.matcher(text);
        while (pieces.find()) {
            words.add(word(pieces));
        }
        return words;
    }

    /** The id of a symbol that is left when everything is merged. */
    int id(String symbol) {
        return vocabulary.getOrDefault(symbol, UNKNOWN);
    }

    private BpeWord word(Matcher piece) {
        List<String> bytes = ByteSymbols.of(piece.group());
        return new BpeWord(new Span(piece.start(), piece.end()), bytes, merges.of(bytes));
    }
}
