package org.imagine4j.inference.text;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imagine4j.models.store.ImportedScorer;

/**
 * CLIP's tokenizer: lower case, words, and in each word a byte-level byte-pair encoding whose last symbol carries the
 * word's end ({@code </w>}).
 *
 * <p>It gives what Hugging Face's {@code CLIPTokenizerFast} gives. What a text says in the tokenizer's own words, {@code
 * <|startoftext|>} and {@code <|endoftext|>}, is read as such, there and here.
 *
 * <p>Immutable.
 */
public final class CaptionTokenizer {

    private static final String START = "<|startoftext|>";
    private static final String END = "<|endoftext|>";
    private static final String WORD_END = "</w>";
    private static final Pattern SPECIAL = Pattern.compile(Pattern.quote(START) + "|" + Pattern.quote(END));
    private static final Pattern PIECE = Pattern.compile(
            "'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+", Pattern.UNICODE_CHARACTER_CLASS);

    private final Map<String, Integer> vocabulary;
    private final BpeMerges merges;
    private final int maxLength;
    private final int start;
    private final int end;

    private CaptionTokenizer(Map<String, Integer> vocabulary, BpeMerges merges, int maxLength) {
        this.start = vocabulary.get(START);
        this.end = vocabulary.get(END);
        this.vocabulary = vocabulary.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(entry -> symbol(entry.getKey()), Map.Entry::getValue));
        this.merges = merges;
        this.maxLength = maxLength;
    }

    /**
     * Reads a scorer's tokenizer.
     *
     * @throws IOException if a file cannot be read
     */
    public static CaptionTokenizer read(ImportedScorer model) throws IOException {
        return read(model.vocabulary(), model.merges(), model.clip().maxTextLength());
    }

    /**
     * Reads a tokenizer.
     *
     * @param vocabularyFile {@code vocab.json}: token to id
     * @param mergesFile {@code merges.txt}: a comment line, then one merge a line, most important first
     * @param maxLength longest result of {@link #encode}, both ends included
     * @throws IOException if a file cannot be read
     */
    static CaptionTokenizer read(Path vocabularyFile, Path mergesFile, int maxLength) throws IOException {
        try (Reader reader = Files.newBufferedReader(vocabularyFile)) {
            Map<String, Integer> vocabulary =
                    new Gson().fromJson(reader, new TypeToken<Map<String, Integer>>() {}.getType());
            return new CaptionTokenizer(vocabulary, BpeMerges.read(mergesFile, CaptionTokenizer::symbol), maxLength);
        }
    }

    /** The ids of a text between start and end; what is too long is cut, and the end kept. */
    public int[] encode(String text) {
        String normalised = normalised(text);
        IntStream.Builder ids = IntStream.builder().add(start);
        List<Integer> all = new ArrayList<>();
        Matcher special = SPECIAL.matcher(normalised);
        int from = 0;
        while (special.find()) {
            encode(normalised.substring(from, special.start()), all);
            all.add(special.group().equals(START) ? start : end);
            from = special.end();
        }
        encode(normalised.substring(from), all);
        all.stream().limit(maxLength - 2L).forEach(ids::add);
        return ids.add(end).build().toArray();
    }

    /** Where the text ends: the place of the first end among the ids of {@link #encode}. */
    public int endOf(int[] ids) {
        return IntStream.range(0, ids.length)
                .filter(i -> ids[i] == end)
                .findFirst()
                .orElse(ids.length - 1);
    }

    private void encode(String text, List<Integer> ids) {
        Matcher pieces = PIECE.matcher(text);
        while (pieces.find() && ids.size() < maxLength) {
            List<String> bytes = new ArrayList<>(ByteSymbols.of(pieces.group()));
            int last = bytes.size() - 1;
            bytes.set(last, String.valueOf(atWordEnd(bytes.get(last).charAt(0))));
            BpeWord word = new BpeWord(new Span(pieces.start(), pieces.end()), bytes, merges.of(bytes));
            word.symbols().forEach(symbol -> ids.add(vocabulary.getOrDefault(symbol, end)));
        }
    }

    /** Composed (NFC), blanks made one, lower case letter by letter: a final sigma is like any other. */
    private static String normalised(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .mapToObj(Character::toString)
                .flatMap(letter -> Stream.of(letter.toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining());
    }

    /** A symbol of the files with one character for each byte: a word's last byte has characters of its own. */
    private static String symbol(String stored) {
        int length = stored.length() - WORD_END.length();
        return length > 0 && stored.endsWith(WORD_END)
                ? stored.substring(0, length - 1) + atWordEnd(stored.charAt(length - 1))
                : stored;
    }

    private static char atWordEnd(char symbol) {
        return (char) (symbol + 0x1000);
    }
}
