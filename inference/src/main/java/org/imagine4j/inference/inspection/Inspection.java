package org.imagine4j.inference.inspection;

import java.lang.ref.SoftReference;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.inference.decoding.EncodedTexts;
import org.imagine4j.inference.decoding.ForcedPass;
import org.imagine4j.models.store.ImportedModel;

/**
 * A picture seen from inside the model: how likely every token was, and where the model looked for it. All of it is exact,
 * because the model draws token by token: a position has one distribution and one row of attention.
 *
 * <p>Positions count row by row from the top left; layers and heads from 0; text tokens as in {@link #promptTokens()}. What
 * is about attention and the lens is about the lane that reads the prompt, guidance being what mixes the lanes later;
 * the lens is guided.
 *
 * <p>Immutable, and safe for several threads. {@link #selfAttention}, {@link #logitLens} and {@link #evidence} are
 * computed when they are asked for and then need the pipeline to be open; everything else is at hand.
 */
public final class Inspection {

    private final OpenModel model;
    private final Subject subject;
    private final List<PromptToken> promptTokens;
    private final List<Word> words;
    private final Probabilities probabilities;
    private final Attention crossAttention;
    private final Attention textAttention;
    private final Lazy<LogitLens> logitLens;

    /** May be dropped when memory is short, and is then computed anew: 4 MB a layer for DALL·E Mini. */
    private final Map<Integer, SoftReference<LayerAttention>> selfAttention = new ConcurrentHashMap<>();

    /** What one run of the decoder tells. */
    private record Findings(Probabilities probabilities, Attention crossAttention, Attention textAttention) {}

    private Inspection(OpenModel model, Subject subject, List<PromptToken> promptTokens, Findings findings) {
        this.model = model;
        this.subject = subject;
        this.promptTokens = promptTokens;
        this.words = Word.of(promptTokens);
        this.probabilities = findings.probabilities;
        this.crossAttention = findings.crossAttention;
        this.textAttention = findings.textAttention;
        this.logitLens = new Lazy<>(() -> LensReader.read(model, subject));
    }

    static Inspection of(OpenModel model, Subject subject, List<PromptToken> promptTokens) {
        Findings findings =
                model.read(subject.texts(), subject.tokens(), List.of(model.lastLayer()), List.of(), (texts, pass) -> {
                    float[][][] logits = pass.logits(0);
                    return new Findings(
                            new Probabilities(subject.tokens(), subject.recipe().sampling(), logits[1], logits[0]),
                            crossAttention(model.model(), subject, pass),
                            textAttention(model.model(), subject, texts));
                });
        return new Inspection(model, subject, promptTokens, findings);
    }

    private static Attention crossAttention(ImportedModel model, Subject subject, ForcedPass pass) {
        int heads = model.transformer().decoder().heads();
        int size = heads * subject.positions() * subject.paddedLength();
        FloatBuffer all = pass.crossAttention();
        return new Attention(IntStream.range(0, model.transformer().decoder().layers())
                .mapToObj(layer -> LayerAttention.of(
                        all,
                        layer * size,
                        heads,
                        subject.positions(),
                        subject.paddedLength(),
                        subject.positions(),
                        subject.conditional().size()))
                .toList());
    }

    private static Attention textAttention(ImportedModel model, Subject subject, EncodedTexts texts) {
        int heads = model.transformer().encoder().heads();
        int padded = subject.paddedLength();
        int length = subject.conditional().size();
        int ofPrompt = (texts.texts() - 1) * heads * padded * padded;
        return new Attention(IntStream.range(0, model.transformer().encoder().layers())
                .mapToObj(layer ->
                        LayerAttention.of(texts.selfAttention(layer), ofPrompt, heads, padded, padded, length, length))
                .toList());
    }

    /** What the picture was read with. */
    public Recipe recipe() {
        return subject.recipe();
    }

    /** The picture. */
    public TokenGrid tokens() {
        return subject.tokens();
    }

    /** The prompt as the model read it, {@code <s>} and {@code </s>} included. */
    public List<PromptToken> promptTokens() {
        return promptTokens;
    }

    /** The prompt's tokens put together to words, {@code <s>} and {@code </s>} included. */
    public List<Word> words() {
        return words;
    }

    /** The first word of the prompt that reads so, in capitals or not. */
    public Optional<Word> word(String text) {
        return words.stream()
                .filter(word -> word.text().equalsIgnoreCase(text.strip()))
                .findFirst();
    }

    /** How likely every token was, and what else could have stood there. */
    public Probabilities probabilities() {
        return probabilities;
    }

    /** The log-likelihood of the picture given the prompt, in nats: {@link Stage#CONDITIONAL}, guidance left out. */
    public double logLikelihood() {
        return probabilities.logLikelihood(Stage.CONDITIONAL);
    }

    /** Where the decoder looked in the prompt: {@code [layer][head][position][text token]}. */
    public Attention crossAttention() {
        return crossAttention;
    }

    /**
     * Where a layer of the decoder looked in the picture: {@code [head][position][read]}. To draw position {@code p} it
     * could look at {@code 0 .. p} of what it had read: 0 is the start token, {@code k} the token of position {@code k -
     * 1}; the rest is 0. {@link #earlierPatches} puts a row of it on the grid.
     *
     * @throws IndexOutOfBoundsException if there is no such layer
     * @throws IllegalStateException if the pipeline was closed before this layer was asked for
     */
    public LayerAttention selfAttention(int layer) {
        Objects.checkIndex(layer, model.model().transformer().decoder().layers());
        SoftReference<LayerAttention> known = selfAttention.get(layer);
        LayerAttention attention = known == null ? null : known.get();
        if (attention == null) {
            attention = readSelfAttention(layer);
            selfAttention.put(layer, new SoftReference<>(attention));
        }
        return attention;
    }

    private LayerAttention readSelfAttention(int layer) {
        int heads = model.model().transformer().decoder().heads();
        int positions = subject.positions();
        return model.read(
                subject.texts(),
                subject.tokens(),
                List.of(),
                List.of(layer),
                (texts, pass) ->
                        LayerAttention.of(pass.selfAttention(), 0, heads, positions, positions, positions, positions));
    }

    /** Where the text encoder looked in the prompt: {@code [layer][head][text token][text token]}. */
    public Attention textAttention() {
        return textAttention;
    }

    /**
     * What each layer of the decoder would have drawn.
     *
     * @throws IllegalStateException if the pipeline was closed before this was asked for
     */
    public LogitLens logitLens() {
        return logitLens.get();
    }

    /** How much every patch looked at a word, 0 to 1: the mean of all heads of all layers. */
    public GridMap wordMap(Word word) {
        return wordMap(word, crossAttention.mean());
    }

    /**
     * How much every patch looked at a word, 0 to 1.
     *
     * @param attention heads or means of {@link #crossAttention()}
     */
    public GridMap wordMap(Word word, AttentionMatrix attention) {
        return GridMap.of(tokens().rowsFilled(), tokens().columns(), position -> word.share(attention, position));
    }

    /**
     * How much a patch looked at every word: the mean of all heads of all layers.
     *
     * @return as {@link #words()}; shares sum to 1
     * @throws IndexOutOfBoundsException if there is no such place
     */
    public List<WordShare> wordsOf(int row, int column) {
        return wordsOf(row, column, crossAttention.mean());
    }

    /**
     * How much a patch looked at every word.
     *
     * @param attention heads or means of {@link #crossAttention()}
     * @return as {@link #words()}; shares sum to 1
     * @throws IndexOutOfBoundsException if there is no such place
     */
    public List<WordShare> wordsOf(int row, int column, AttentionMatrix attention) {
        int position = position(row, column);
        return words.stream()
                .map(word -> new WordShare(word, word.share(attention, position)))
                .toList();
    }

    /**
     * How much a word spoke for every token, in nats: by how much the token is likelier under the prompt than under the
     * prompt without this word, the tokens before it being the same. Negative: against it. Where attention says where the
     * model looked, this says what it made of it. A run of the decoder each time.
     *
     * @throws IllegalArgumentException if the word is {@code <s>} or {@code </s>}, which no text can do without
     * @throws IllegalStateException if the pipeline was closed
     */
    public GridMap evidence(Word word) {
        if (word.end()) {
            throw new IllegalArgumentException(
                    word.text() + " is the end of every text; it cannot be left out.\nChoose a word of the prompt.");
        }
        double[] without = LogProbabilities.of(model, subject.without(word), tokens());
        return probabilities.map(odds -> odds.conditional().logProbability() - without[odds.position()]);
    }

    /**
     * How much a patch looked at every patch before it, 0 to 1; the map and what went to the start token sum to 1.
     *
     * @param attention heads or means of {@link #selfAttention}
     * @throws IndexOutOfBoundsException if there is no such place
     */
    public GridMap earlierPatches(int row, int column, AttentionMatrix attention) {
        int position = position(row, column);
        return GridMap.of(
                tokens().rowsFilled(),
                tokens().columns(),
                earlier -> earlier < position ? attention.weight(position, earlier + 1) : 0);
    }

    private int position(int row, int column) {
        return probabilities.at(row, column).position();
    }
}
