package org.imagine4j.inference.inspection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.inference.decoding.TextEncoder;
import org.imagine4j.inference.decoding.Texts;
import org.imagine4j.inference.painting.Painter;
import org.imagine4j.inference.runtime.OnnxRuntime;
import org.imagine4j.inference.text.PromptTokenizer;
import org.imagine4j.models.store.ImportedModel;

/**
 * Looks inside one model. Its graphs are opened when they are first needed, on the weights that are there already. Safe
 * for several threads. What takes long ends with a {@link java.util.concurrent.CancellationException} when the thread is
 * interrupted: before a run of the decoder, not in the middle of it.
 */
public final class Inspector implements AutoCloseable {

    private final OpenModel model;
    private final PromptTokenizer tokenizer;
    private final Lazy<Codebook> codebook;

    /**
     * @param encoder of the same model; closed by its owner, after this
     * @param painter of the same model; closed by its owner, after this
     */
    public Inspector(
            ImportedModel model, OnnxRuntime runtime, PromptTokenizer tokenizer, TextEncoder encoder, Painter painter) {
        this.model = new OpenModel(model, runtime, encoder, painter);
        this.tokenizer = tokenizer;
        this.codebook = new Lazy<>(() -> new Codebook(this.model));
    }

    /**
     * Reads a picture as if it were just being drawn: every token given those before it.
     *
     * @param recipe prompt, negative prompt, emphasis and sampling; seed and index play no part
     * @param tokens the picture, or its first rows
     * @throws IllegalArgumentException if the picture is not of the model's size, or a token not in its codebook
     */
    public Inspection inspect(Recipe recipe, TokenGrid tokens) {
        requireReadable(tokens);
        Subject subject = Subject.of(
                recipe,
                tokens,
                tokenizer.unconditional(recipe.negativePrompt()),
                tokenizer.prompt(recipe.prompt()),
                recipe.emphasis().logarithms(tokenizer, recipe.prompt()));
        List<PromptToken> text = IntStream.range(0, subject.conditional().size())
                .mapToObj(i -> new PromptToken(
                        i,
                        subject.conditional().get(i),
                        tokenizer.piece(subject.conditional().get(i))))
                .toList();
        return Inspection.of(model, subject, text);
    }

    /**
     * Which caption fits a picture best, by the likelihood of the picture under each.
     *
     * @param tokens the picture, or its first rows
     * @param captions at least one
     * @return their scores, the best first
     * @throws IllegalArgumentException if there is no caption, the picture is not of the model's size, or a token not in
     *     its codebook
     */
    public List<CaptionScore> compare(TokenGrid tokens, List<String> captions) {
        requireReadable(tokens);
        if (captions.isEmpty()) {
            throw new IllegalArgumentException("There is no caption to compare.\nGive one or several.");
        }
        List<Double> logLikelihoods = new ArrayList<>();
        for (String caption : captions) {
            double[] ofTokens = LogProbabilities.of(model, Texts.of(List.of(tokenizer.prompt(caption))), tokens);
            logLikelihoods.add(Arrays.stream(ofTokens).sum());
        }
        double best = logLikelihoods.stream().max(Comparator.naturalOrder()).orElseThrow();
        double sum = logLikelihoods.stream()
                .mapToDouble(value -> Math.exp(value - best))
                .sum();
        return IntStream.range(0, captions.size())
                .mapToObj(i -> new CaptionScore(
                        captions.get(i), logLikelihoods.get(i), Math.exp(logLikelihoods.get(i) - best) / sum))
                .sorted(Comparator.comparingDouble(CaptionScore::logLikelihood).reversed())
                .toList();
    }

    /** The VQGAN's codebook; read once. */
    public Codebook codebook() {
        return codebook.get();
    }

    private void requireReadable(TokenGrid tokens) {
        int side = model.model().transformer().gridSide();
        if (tokens.rows() != side || tokens.columns() != side) {
            throw new IllegalArgumentException("The picture has " + tokens.rows() + "×" + tokens.columns()
                    + " tokens, but " + model.model().id() + " looks at " + side + "×" + side + " at once.\nOf a larger"
                    + " picture inspect a part: tokens.part(row, column, " + side + ", " + side + ").");
        }
        if (tokens.rowsFilled() == 0) {
            throw new IllegalArgumentException(
                    "The picture has no row of tokens yet.\nInspect it when a row is drawn.");
        }
        for (int token : tokens.toArray()) {
            Codebook.requireCode(token, model.model().vqgan().codes());
        }
    }

    /** Waits for what is running; what inspections have not computed by then they cannot compute any more. */
    @Override
    public void close() {
        model.close();
    }
}
