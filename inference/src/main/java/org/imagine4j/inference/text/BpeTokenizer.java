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
import java.util.Optional;
import java.util.PriorityQueue;
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
        token.chars().forEach(symbol -> bytes.put((byte) value((char) symbol)));
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
        List<String> bytes = byteSymbols(piece.group());
        return new BpeWord(new Span(piece.start(), piece.end()), bytes, merges(bytes));
    }

    /** The merges of one word: always the one with the lowest rank, of several the leftmost. */
    private List<BpeMerge> merges(List<String> bytes) {
        Symbols symbols = new Symbols(bytes);
        List<BpeMerge> merges = new ArrayList<>();
        PriorityQueue<Candidate> queue = new PriorityQueue<>();
        for (int i = 0; i < bytes.size(); i++) {
            candidate(symbols, i).ifPresent(queue::add);
        }
        while (!queue.isEmpty()) {
            Candidate candidate = queue.remove();
            if (!candidate(symbols, candidate.at).equals(Optional.of(candidate))) {
                continue; // one of the two has become part of something else meanwhile
            }
            merges.add(
                    new BpeMerge(candidate.rank, symbols.at(candidate.at), symbols.after(candidate.at), candidate.at));
            symbols.merge(candidate.at);
            candidate(symbols, candidate.at).ifPresent(queue::add);
            candidate(symbols, symbols.before(candidate.at)).ifPresent(queue::add);
        }
        return merges;
    }

    private Optional<Candidate> candidate(Symbols symbols, int at) {
        if (at < 0 || symbols.at(at) == null || symbols.after(at) == null) {
            return Optional.empty();
        }
        Integer rank = ranks.get(new Pair(symbols.at(at), symbols.after(at)));
        return rank == null ? Optional.empty() : Optional.of(new Candidate(rank, at));
    }

    /** A merge that can be done where a symbol begins. */
    private record Candidate(int rank, int at) implements Comparable<Candidate> {

        @Override
        public int compareTo(Candidate other) {
            return rank == other.rank ? Integer.compare(at, other.at) : Integer.compare(rank, other.rank);
        }
    }

    /** The symbols of a word while it is merged, each at the byte where it begins. */
    private static final class Symbols {

        private final String[] symbols;

        /** Where the symbol that ends before this byte begins, for every byte where one begins. */
        private final int[] previous;

        Symbols(List<String> bytes) {
            symbols = bytes.toArray(String[]::new);
            previous = IntStream.range(0, symbols.length).map(i -> i - 1).toArray();
        }

        /** The symbol that begins at this byte; null if none does. */
        String at(int index) {
            return symbols[index];
        }

        /** The symbol behind the one that begins at this byte; null at the end. */
        String after(int index) {
            int next = next(index);
            return next < symbols.length ? symbols[next] : null;
        }

        int before(int index) {
            return previous[index];
        }

        void merge(int index) {
            int next = next(index);
            String merged = symbols[index] + symbols[next];
            symbols[index] = merged;
            symbols[next] = null;
            if (next(index) < symbols.length) {
                previous[next(index)] = index;
            }
        }

        /** A symbol has as many characters as bytes. */
        private int next(int index) {
            return index + symbols[index].length();
        }
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
