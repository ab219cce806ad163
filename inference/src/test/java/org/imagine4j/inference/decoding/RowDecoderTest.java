package org.imagine4j.inference.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.imagine4j.inference.BundledModel;
import org.imagine4j.inference.Cancellation;
import org.imagine4j.inference.Canvas;
import org.imagine4j.inference.Emphasis;
import org.imagine4j.inference.Sampling;
import org.imagine4j.inference.runtime.OnnxRuntime;
import org.imagine4j.inference.text.PromptTokenizer;
import org.imagine4j.models.Precision;
import org.imagine4j.models.store.ImportedModel;
import org.junit.jupiter.api.Test;

/**
 * The decoder for graphics processors, run on the CPU, against the one that takes single steps: the same tokens for the
 * same recipe.
 */
class RowDecoderTest {

    private final ImportedModel model = BundledModel.imported(Precision.FP32);
    private final OnnxRuntime runtime = new OnnxRuntime(2);
    private final Sampling recommended = Sampling.of(model.sampling());

    @Test
    void drawsTheTokensOfTheStepDecoder() throws Exception {
        List<Draw> pictures = List.of(
                draw(recommended, 0),
                draw(recommended.withTemperature(0), 1),
                draw(recommended.withTemperature(1).withTopK(0), 2),
                draw(recommended.withTemperature(2).withTopK(100).withTopP(0.7), 3),
                draw(recommended.withGuidance(4).withTopK(1), 4));
        try (StepDecoder steps = new StepDecoder(model, runtime);
                RowDecoder rows = new RowDecoder(model, runtime);
                EncodedTexts texts = encode("", "a robot next to a tree on a pink background")) {
            List<int[]> expected = decode(steps, texts, pictures, Cancellation.NEVER);
            assertThat(expected).hasSize(model.transformer().imageLength());
            assertThat(decode(rows, texts, pictures, Cancellation.NEVER)).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void drawsTheTokensOfTheStepDecoderWithoutGuidance() throws Exception {
        List<Draw> pictures = List.of(draw(recommended.withGuidance(1), 0), draw(recommended.withGuidance(1), 1));
        try (StepDecoder steps = new StepDecoder(model, runtime);
                RowDecoder rows = new RowDecoder(model, runtime);
                EncodedTexts texts = encode("a ghost")) {
            assertThat(decode(rows, texts, pictures, Cancellation.NEVER))
                    .containsExactlyElementsOf(decode(steps, texts, pictures, Cancellation.NEVER));
        }
    }

    @Test
    void givesTheTokensTheProbabilitiesOfTheStepDecoder() throws Exception {
        List<Draw> pictures = List.of(draw(recommended, 0), draw(recommended.withTemperature(3), 1));
        try (StepDecoder steps = new StepDecoder(model, runtime);
                RowDecoder rows = new RowDecoder(model, runtime);
                EncodedTexts texts = encode("", "a star on a blue background")) {
            double[] expected = likelihoods(steps, texts, pictures);
            assertThat(likelihoods(rows, texts, pictures)).containsExactly(expected, within(1e-3));
            assertThat(expected[1]).as("wild").isLessThan(expected[0]);
        }
    }

    @Test
    void goesOnFromGivenTokensAsTheStepDecoderDoes() throws Exception {
        int side = model.transformer().gridSide();
        List<Draw> pictures = List.of(scattered(0, side), scattered(1, side));
        try (StepDecoder steps = new StepDecoder(model, runtime);
                RowDecoder rows = new RowDecoder(model, runtime);
                EncodedTexts texts = encode("", "a ghost")) {
            List<int[]> expected = decode(steps, texts, pictures, Cancellation.NEVER);
            assertThat(expected.get(3)).containsExactly(103, 103);
            assertThat(decode(rows, texts, pictures, Cancellation.NEVER)).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void looksAtWordsAsTheStepDecoderDoes() throws Exception {
        List<Draw> pictures = List.of(draw(recommended, 0), draw(recommended, 1));
        PromptTokenizer tokenizer = PromptTokenizer.read(model);
        String prompt = "a star on a blue background";
        List<int[]> ids = List.of(tokenizer.nothing(), tokenizer.prompt(prompt));
        try (StepDecoder steps = new StepDecoder(model, runtime);
                RowDecoder rows = new RowDecoder(model, runtime);
                TextEncoder encoder = new TextEncoder(model, runtime);
                EncodedTexts plain = encoder.encode(ids);
                EncodedTexts texts = encoder.encode(
                        new Texts(ids, Emphasis.NONE.with("blue", 8).logarithms(tokenizer, prompt)))) {
            List<int[]> expected = decode(steps, texts, pictures, Cancellation.NEVER);
            assertThat(decode(rows, texts, pictures, Cancellation.NEVER)).containsExactlyElementsOf(expected);
            assertThat(decode(steps, plain, pictures, Cancellation.NEVER)).isNotEqualTo(expected);
        }
    }

    /** A whole row is given, and the middle of all others. */
    private Draw scattered(int index, int side) {
        return new Draw(
                recommended,
                new RandomStream(7, index),
                new Window(0, 0, side, side),
                place -> place / side == 2 || place % side == 3 || place % side == 4 ? 100 + place : Canvas.OPEN);
    }

    @Test
    void stopsAfterARow() throws Exception {
        int side = model.transformer().gridSide();
        List<int[]> drawn = new ArrayList<>();
        try (RowDecoder rows = new RowDecoder(model, runtime);
                EncodedTexts texts = encode("", "a star")) {
            rows.decode(
                    texts,
                    List.of(draw(recommended, 0)),
                    (position, tokens, logProbabilities) -> drawn.add(tokens.clone()),
                    () -> drawn.size() > side);
        }
        assertThat(drawn).hasSize(2 * side);
    }

    private EncodedTexts encode(String... texts) throws Exception {
        PromptTokenizer tokenizer = PromptTokenizer.read(model);
        List<int[]> ids = new ArrayList<>();
        for (String text : texts) {
            ids.add(text.isEmpty() ? tokenizer.nothing() : tokenizer.prompt(text));
        }
        try (TextEncoder encoder = new TextEncoder(model, runtime)) {
            return encoder.encode(ids);
        }
    }

    private Draw draw(Sampling sampling, int index) {
        return Draw.everything(
                sampling, new RandomStream(42, index), model.transformer().gridSide());
    }

    private static List<int[]> decode(
            ImageDecoder decoder, EncodedTexts texts, List<Draw> pictures, Cancellation cancellation) {
        List<int[]> drawn = new ArrayList<>();
        decoder.decode(
                texts, pictures, (position, tokens, logProbabilities) -> drawn.add(tokens.clone()), cancellation);
        return drawn;
    }

    private static double[] likelihoods(ImageDecoder decoder, EncodedTexts texts, List<Draw> pictures) {
        double[] sums = new double[pictures.size()];
        decoder.decode(
                texts,
                pictures,
                (position, tokens, logProbabilities) -> {
                    for (int i = 0; i < sums.length; i++) {
                        sums[i] += logProbabilities[i];
                    }
                },
                Cancellation.NEVER);
        return sums;
    }
}
