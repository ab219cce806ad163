package org.imagine4j.inference.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.imagine4j.models.store.ImportedModel;

/** A model's way from a prompt to text tokens: its normaliser, then its tokenizer. */
public final class PromptTokenizer {

    private static final String NOT_IN_A_WORD_BEFORE = "(?<![\\p{L}\\p{N}])";
    private static final String NOT_IN_A_WORD_BEHIND = "(?![\\p{L}\\p{N}])";
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private final TextNormalizer normalizer;
    private final BpeTokenizer tokenizer;
    private final int maxLength;

    private PromptTokenizer(TextNormalizer normalizer, BpeTokenizer tokenizer, int maxLength) {
        this.normalizer = normalizer;
        this.tokenizer = tokenizer;
        this.maxLength = maxLength;
    }

    /**
     * Reads a model's vocabulary and merges; its word frequencies, if it has them, when the first hashtag comes.
     *
     * @throws IOException if a file cannot be read
     */
    public static PromptTokenizer read(ImportedModel model) throws IOException {
        return new PromptTokenizer(
                new TextNormalizer(() -> words(model.wordFrequencies())),
                BpeTokenizer.read(model.vocabulary(), model.merges()),
                model.transformer().maxTextLength());
    }

    private static List<String> words(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> line.strip().split("\\s", 2)[0]).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the word frequencies " + file, e);
        }
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

    /** The longest text that the model reads, in tokens, {@code <s>} and {@code </s>} included. */
    public int maxLength() {
        return maxLength;
    }

    /**
     * Which tokens a word of a prompt is made of, wherever it stands there.
     *
     * @param word one or several, as they stand in the prompt; normalised like the prompt
     * @return places in {@link #prompt}; none if the model does not read such a word
     */
    public BitSet tokensOf(String word, String prompt) {
        BitSet places = new BitSet();
        String wanted = normalizer.normalize(word).strip();
        if (wanted.isEmpty()) {
            return places;
        }
        PromptTrace trace = trace(prompt);
        Matcher found = Pattern.compile(NOT_IN_A_WORD_BEFORE + Pattern.quote(wanted) + NOT_IN_A_WORD_BEHIND)
                .matcher(trace.text());
        while (found.find()) {
            trace.tokens().stream()
                    .filter(token -> !token.special()
                            && token.text().start() < found.end()
                            && token.text().end() > found.start())
                    .forEach(token -> places.set(token.position()));
        }
        return places;
    }

    /** The words of a prompt that the model reads, as it reads them, in their order; each once. */
    public List<String> words(String prompt) {
        PromptTrace trace = trace(prompt);
        List<TextToken> tokens = trace.tokens();
        int end = tokens.get(tokens.size() - 1).text().start();
        return WORD.matcher(trace.text().substring(0, end))
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    /** How {@link #prompt} comes to its ids. */
    public PromptTrace trace(String prompt) {
        List<NormalizationStep> steps = normalizer.trace(prompt);
        Alignment alignment = Alignment.of(prompt);
        for (NormalizationStep step : steps) {
            alignment = alignment.after(step);
        }
        return trace(prompt, steps, steps.get(steps.size() - 1).after(), alignment);
    }

    /** How {@link #nothing} comes to its ids. */
    public PromptTrace traceNothing() {
        return trace("", List.of(), "", Alignment.of(""));
    }

    private PromptTrace trace(String prompt, List<NormalizationStep> steps, String text, Alignment alignment) {
        List<BpeWord> words = tokenizer.words(text);
        List<TextToken> tokens = new ArrayList<>();
        tokens.add(special(0, BpeTokenizer.START, "<s>", 0, alignment));
        for (BpeWord word : words) {
            CharacterOffsets offsets = new CharacterOffsets(word.text(), text);
            int at = 0;
            for (String symbol : word.symbols()) {
                Span span = new Span(offsets.ofByte(at), offsets.ofByte(at + symbol.length()));
                tokens.add(new TextToken(tokens.size(), tokenizer.id(symbol), symbol, span, alignment.original(span)));
                at += symbol.length();
            }
        }
        int read = Math.min(tokens.size(), maxLength - 1);
        List<TextToken> cut = tokens.subList(read, tokens.size());
        int end = cut.isEmpty() ? text.length() : cut.get(0).text().start();
        List<TextToken> whole = new ArrayList<>(tokens.subList(0, read));
        whole.add(special(read, BpeTokenizer.END, "</s>", end, alignment));
        return new PromptTrace(prompt, steps, text, words, whole, cut);
    }

    private static TextToken special(int position, int id, String symbol, int place, Alignment alignment) {
        Span nothing = new Span(place, place);
        return new TextToken(position, id, symbol, nothing, alignment.original(nothing));
    }
}
