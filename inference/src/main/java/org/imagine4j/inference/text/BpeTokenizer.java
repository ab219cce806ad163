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
import java.util.HashMap;
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

    private static final int START = 0;
    private static final int END = 2;
    private static final int UNKNOWN = 3;
    private static final int LAST_SPECIAL = 4;
    private static final Pattern PIECE =
            Pattern.compile("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+");

    /** Two neighbouring symbols. */
    private record Pair(String left, String right) {}

    private final Map<String, Integer> vocabulary;
    private final Map<Integer, String> tokens;
    private final Map<Pair, Integer> ranks;

    private BpeTokenizer(Map<String, Integer> vocabulary, Map<Pair, Integer> ranks) {
        this.vocabulary = vocabulary;
        this.tokens = vocabulary.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey, (first, again) -> first));
        this.ranks = ranks;
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
        Map<Pair, Integer> ranks = new HashMap<>();
        for (String line : Files.readAllLines(mergesFile)) {
            int blank = line.indexOf(' ');
            if (blank > 0 && !line.startsWith("#version")) {
                ranks.putIfAbsent(new Pair(line.substring(0, blank), line.substring(blank + 1)), ranks.size());
            }
        }
        return new BpeTokenizer(Map.copyOf(vocabulary), Map.copyOf(ranks));
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
        while (pieces.find()) {
            for (String token : merge(pieces.group())) {
                if (length < maxLength) {
                    ids.add(vocabulary.getOrDefault(token, UNKNOWN));
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
        token.chars().forEach(symbol -> bytes.put((byte) value((char) symbol)));
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }

    /** The tokens of one piece. */
    private List<String> merge(String piece) {
        List<String> symbols = byteSymbols(piece);
        while (symbols.size() > 1) {
            int best = -1;
            int bestRank = Integer.MAX_VALUE;
            for (int i = 0; i + 1 < symbols.size(); i++) {
                int rank = ranks.getOrDefault(new Pair(symbols.get(i), symbols.get(i + 1)), Integer.MAX_VALUE);
                if (rank < bestRank) {
                    best = i;
                    bestRank = rank;
                }
            }
            if (best < 0) {
                break;
            }
            symbols.set(best, symbols.get(best) + symbols.remove(best + 1));
        }
        return symbols;
    }

    private static List<String> byteSymbols(String piece) {
        List<String> symbols = new ArrayList<>();
        for (byte b : piece.getBytes(StandardCharsets.UTF_8)) {
            symbols.add(String.valueOf(symbol(b & 0xff)));
        }
        return symbols;
    }

    /**
     * The printable character that stands for a byte in the vocabulary: itself where it is printable in Latin-1, else
     * the next of the characters from U+0100 on (a blank is U+0120).
     */
    private static char symbol(int value) {
        if (value <= ' ') {
            return (char) (0x100 + value);
        }
        if (value >= 0x7f && value <= 0xa0) {
            return (char) (0x121 + value - 0x7f);
        }
        return value == 0xad ? '\u0143' : (char) value;
    }

    /** The byte for which a character of the vocabulary stands: the inverse of {@link #symbol}. */
    private static int value(char symbol) {
        if (symbol <= 0xff) {
            return symbol;
        }
        if (symbol <= 0x120) {
            return symbol - 0x100;
        }
        return symbol == '\u0143' ? 0xad : symbol - 0x121 + 0x7f;
    }
}
