package org.imagine4j.inference.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.BundledModel;
import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.Sampling;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.inference.text.PromptTokenizer;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.Precision;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Inspections of pictures that the bundled model drew. */
@TestInstance(Lifecycle.PER_CLASS)
class InspectionTest {

    private static final int SIDE = 16;
    private static final int POSITIONS = SIDE * SIDE;
    private static final int CODES = 1024;
    private static final int LAYERS = 7;
    private static final int HEADS = 8;
    private static final String CAT = "a cat on a blue background";

    private BundledModel model;
    private Artwork cat;
    private Inspection inspection;

    @BeforeAll
    void open() {
        model = new BundledModel(Precision.FP32, 2);
        cat = draw(model.recipe(CAT, 7));
        inspection = model.pipeline().inspect(cat);
    }

    @AfterAll
    void close() {
        model.close();
    }

    private Artwork draw(Recipe recipe) {
        return model.generate(List.of(recipe)).artwork(0);
    }

    private static Recipe sampled(Recipe recipe, double guidance, double temperature, int topK, double topP) {
        return recipe.withSampling(new Sampling(guidance, temperature, topK, topP));
    }

    /** Rounding to 8 bits can tip over where another order of sums differs in the last bit. */
    @ParameterizedTest
    @EnumSource(
            value = Precision.class,
            names = {"FP32", "INT8"})
    void probabilitiesAreThoseOfTheGraphThatDraws(Precision precision) throws IOException, OrtException {
        double tolerance = precision == Precision.FP32 ? 1e-4 : 0.1;
        double shiftTolerance = precision == Precision.FP32 ? tolerance : 3 * tolerance;
        try (BundledModel drawing = new BundledModel(precision, 2)) {
            Recipe recipe = sampled(drawing.recipe(CAT, 3), 1.5, 0.7, 50, 0.9);
            TokenGrid tokens = drawing.tokens(recipe);
            StepByStep steps = new StepByStep(drawing.pipeline().model());
            PromptTokenizer tokenizer = PromptTokenizer.read(drawing.pipeline().model());
            double[][] conditional = steps.logits(tokenizer.prompt(CAT), tokens.toArray());
            double[][] unconditional = steps.logits(tokenizer.nothing(), tokens.toArray());

            Probabilities probabilities =
                    drawing.pipeline().inspect(recipe, tokens).probabilities();
            double logLikelihood = 0;
            for (PositionOdds odds : probabilities.positions()) {
                double[] own = conditional[odds.position()];
                double[] without = unconditional[odds.position()];
                double[] guided = IntStream.range(0, CODES)
                        .mapToDouble(code -> without[code] + 1.5 * (own[code] - without[code]))
                        .toArray();
                int token = tokens.toArray()[odds.position()];
                assertThat(odds.token()).isEqualTo(token);
                assertThat(odds.position()).isEqualTo(odds.row() * SIDE + odds.column());
                assertOdds(odds.conditional(), softmax(own, 1), token, tolerance);
                assertOdds(odds.unconditional(), softmax(without, 1), token, tolerance);
                assertOdds(odds.guided(), softmax(guided, 1), token, 3 * tolerance);
                assertThat(odds.guidanceShift())
                        .isCloseTo(divergence(softmax(guided, 1), softmax(own, 1)), within(shiftTolerance));
                assertThat(odds.promptEvidence())
                        .isEqualTo(odds.unconditional().surprise()
                                - odds.conditional().surprise());
                logLikelihood += Math.log(softmax(own, 1)[token]);
            }
            assertThat(probabilities.logLikelihood(Stage.CONDITIONAL)).isCloseTo(logLikelihood, within(10 * tolerance));
        }
    }

    private static void assertOdds(Odds odds, double[] probabilities, int token, double tolerance) {
        assertThat(odds.logProbability()).isCloseTo(Math.log(probabilities[token]), within(tolerance));
        assertThat(odds.probability()).isCloseTo(Math.exp(-odds.surprise()), within(1e-12));
        assertThat(odds.entropy())
                .isCloseTo(
                        -Arrays.stream(probabilities)
                                .map(p -> p == 0 ? 0 : p * Math.log(p))
                                .sum(),
                        within(tolerance));
        // Between the ranks that slightly smaller and slightly larger probabilities would have.
        double p = probabilities[token];
        assertThat((long) odds.rank())
                .isBetween(
                        1
                                + Arrays.stream(probabilities)
                                        .filter(q -> q > p * (1 + 2 * tolerance))
                                        .count(),
                        Arrays.stream(probabilities)
                                .filter(q -> q >= p / (1 + 2 * tolerance))
                                .count());
    }

    private static double[] softmax(double[] logits, double temperature) {
        double best = Arrays.stream(logits).max().orElseThrow();
        double[] weights = Arrays.stream(logits)
                .map(logit -> Math.exp((logit - best) / temperature))
                .toArray();
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    private static double divergence(double[] p, double[] q) {
        return IntStream.range(0, p.length)
                .mapToDouble(i -> p[i] == 0 ? 0 : p[i] * Math.log(p[i] / q[i]))
                .sum();
    }

    @Test
    void whatWasDrawnCouldBeDrawn() {
        for (Recipe recipe : List.of(
                model.recipe(CAT, 1),
                sampled(model.recipe(CAT, 2), 3, 1, 0, 0.6),
                sampled(model.recipe(CAT, 3), 1, 0, 0, 1),
                sampled(model.recipe(CAT, 4), 0.5, 2, 5, 0.9))) {
            Inspection drawn = model.pipeline().inspect(draw(recipe));
            assertThat(drawn.probabilities().positions())
                    .allSatisfy(odds -> assertThat(odds.drawn().probability()).isPositive());
            assertThat(drawn.probabilities().logLikelihood(Stage.DRAWN)).isFinite();
        }
    }

    @Test
    void candidatesOfAStageAreItsLikeliest() {
        Probabilities probabilities = inspection.probabilities();
        for (Stage stage : Stage.values()) {
            for (int position : new int[] {0, 27, POSITIONS - 1}) {
                List<Candidate> all = probabilities.candidates(position, stage, CODES);
                assertThat(all.stream().mapToDouble(Candidate::probability).sum())
                        .isCloseTo(1, within(1e-9));
                assertThat(all).isSortedAccordingTo((a, b) -> Double.compare(b.probability(), a.probability()));
                assertThat(all).extracting(Candidate::rank).startsWith(1, 2, 3);
                assertThat(probabilities.candidates(position, stage, 3)).isEqualTo(all.subList(0, 3));
                Odds odds = probabilities.at(position).in(stage);
                Candidate own = all.get(odds.rank() - 1);
                assertThat(own.token()).isEqualTo(probabilities.at(position).token());
                assertThat(own.probability()).isCloseTo(odds.probability(), within(1e-9));
            }
        }
        assertThat(probabilities.candidates(5, Stage.DRAWN, CODES)).hasSizeLessThanOrEqualTo(64);
        assertThat(probabilities.candidates(5, Stage.CONDITIONAL, 0)).isEmpty();
    }

    @Test
    void withoutGuidanceNothingIsShifted() {
        Recipe recipe = sampled(model.recipe(CAT, 7), 1, 1, 0, 1);
        Probabilities probabilities =
                model.pipeline().inspect(recipe, cat.tokens()).probabilities();
        assertThat(probabilities.positions()).allSatisfy(odds -> {
            assertThat(odds.guided()).isEqualTo(odds.conditional());
            assertThat(odds.guidanceShift()).isZero();
            assertThat(odds.drawn().logProbability())
                    .isCloseTo(odds.conditional().logProbability(), within(1e-9));
        });
    }

    @Test
    void aNegativePromptTakesTheUnconditionalLane() {
        Recipe plain = model.recipe("", 7);
        Recipe negative = new Recipe(CAT, "a dog", plain.model(), plain.precision(), 7, 0, plain.sampling());
        Recipe dog = model.recipe("a dog", 7);
        List<PositionOdds> avoided =
                model.pipeline().inspect(negative, cat.tokens()).probabilities().positions();
        List<PositionOdds> wanted =
                model.pipeline().inspect(dog, cat.tokens()).probabilities().positions();
        for (int position = 0; position < POSITIONS; position++) {
            assertThat(avoided.get(position).unconditional().logProbability())
                    .isCloseTo(wanted.get(position).conditional().logProbability(), within(1e-3));
        }
    }

    @Test
    void aPictureIsLikeliestUnderItsOwnCaption() {
        List<String> captions = List.of("a red apple", CAT, "two dogs on a green background");
        List<CaptionScore> scores = model.pipeline().compareCaptions(cat.tokens(), captions);
        assertThat(scores.get(0).caption()).isEqualTo(CAT);
        assertThat(scores.get(0).share()).isGreaterThan(0.99);
        assertThat(scores).isSortedAccordingTo((a, b) -> Double.compare(b.logLikelihood(), a.logLikelihood()));
        assertThat(scores.stream().mapToDouble(CaptionScore::share).sum()).isCloseTo(1, within(1e-12));
        assertThat(scores.get(0).logLikelihood())
                .isCloseTo(inspection.logLikelihood(), within(1e-2))
                .isCloseTo(cat.logLikelihood(), within(1e-2));
    }

    @Test
    void theWordsAreThoseOfThePrompt() {
        assertThat(inspection.promptTokens())
                .extracting(PromptToken::piece)
                .containsExactly("<s>", " a", " cat", " on", " a", " blue", " background", "</s>");
        assertThat(inspection.words())
                .extracting(Word::text)
                .containsExactly("<s>", "a", "cat", "on", "a", "blue", "background", "</s>");
        assertThat(inspection.words())
                .extracting(Word::end)
                .containsExactly(true, false, false, false, false, false, false, true);
        Inspection marks = model.pipeline().inspect(model.recipe("🐱 on a YELLOW background – café!", 1), cat.tokens());
        assertThat(marks.words())
                .extracting(Word::text)
                .containsExactly("<s>", "cat", "face", ",", "on", "a", "yellow", "background", ",", "cafe", "</s>");
        assertThat(marks.word("CAFE"))
                .hasValueSatisfying(word -> assertThat(word.tokens()).isEqualTo(3));
        assertThat(marks.word("dog")).isEmpty();
    }

    @Test
    void attentionToTheTextSumsToOne() {
        float[][][][] attention = inspection.crossAttention().toArray();
        assertShape(attention, LAYERS, HEADS, POSITIONS, 8);
        assertRowsSumToOne(attention);
        float[][][][] ofText = inspection.textAttention().toArray();
        assertShape(ofText, 3, HEADS, 8, 8);
        assertRowsSumToOne(ofText);
    }

    @Test
    void whatIsOnlyPaddingIsLeftOut() {
        Recipe recipe = model.recipe("a cat", 1);
        String longer = "a robot next to a tree on a pink background";
        Inspection padded = model.pipeline()
                .inspect(
                        new Recipe("a cat", longer, recipe.model(), recipe.precision(), 1, 0, recipe.sampling()),
                        cat.tokens());
        Inspection plain = model.pipeline().inspect(recipe, cat.tokens());
        assertShape(padded.crossAttention().toArray(), LAYERS, HEADS, POSITIONS, 4);
        assertShape(padded.textAttention().toArray(), 3, HEADS, 4, 4);
        assertClose(padded.crossAttention().toArray(), plain.crossAttention().toArray());
        assertClose(padded.textAttention().toArray(), plain.textAttention().toArray());
    }

    private static void assertClose(float[][][][] actual, float[][][][] expected) {
        for (int layer = 0; layer < actual.length; layer++) {
            for (int head = 0; head < actual[layer].length; head++) {
                for (int query = 0; query < actual[layer][head].length; query++) {
                    assertThat(actual[layer][head][query]).containsExactly(expected[layer][head][query], within(1e-4f));
                }
            }
        }
    }

    @Test
    void positionsLookAtWhatWasReadBeforeThem() {
        for (int layer = 0; layer < LAYERS; layer++) {
            float[][][][] attention = {inspection.selfAttention(layer).toArray()};
            assertShape(attention, 1, HEADS, POSITIONS, POSITIONS);
            assertRowsSumToOne(attention);
            for (float[][] head : attention[0]) {
                for (int position = 0; position < POSITIONS; position++) {
                    assertThat(Arrays.copyOfRange(head[position], position + 1, POSITIONS))
                            .isEqualTo(new float[POSITIONS - position - 1]);
                }
            }
        }
        AttentionMatrix mean = inspection.selfAttention(2).mean();
        GridMap earlier = inspection.earlierPatches(3, 2, mean);
        assertThat(earlier.sum() + mean.weight(3 * SIDE + 2, 0)).isCloseTo(1, within(1e-5));
        assertThat(earlier.value(3, 1)).isEqualTo(mean.weight(3 * SIDE + 2, 3 * SIDE + 2));
        assertThat(earlier.value(3, 2)).isZero();
        assertThatThrownBy(() -> inspection.selfAttention(LAYERS)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void layersOfSelfAttentionDiffer() {
        assertThat(inspection.selfAttention(0).toArray())
                .isNotEqualTo(inspection.selfAttention(1).toArray());
    }

    private static void assertShape(float[][][][] attention, int layers, int heads, int queries, int keys) {
        assertThat(new int[] {attention.length, attention[0].length, attention[0][0].length, attention[0][0][0].length})
                .containsExactly(layers, heads, queries, keys);
    }

    private static void assertRowsSumToOne(float[][][][] attention) {
        for (float[][][] layer : attention) {
            for (float[][] head : layer) {
                for (float[] row : head) {
                    double sum = 0;
                    for (float weight : row) {
                        sum += weight;
                    }
                    assertThat(sum).isCloseTo(1, within(1e-5));
                }
            }
        }
    }

    @Test
    void meansAreThoseOfTheirHeads() {
        float[][][][] all = inspection.crossAttention().toArray();
        double layer = 0;
        double mean = 0;
        for (int head = 0; head < HEADS; head++) {
            layer += all[3][head][20][2] / HEADS;
            assertThat(inspection.crossAttention().layer(3).head(head).weight(20, 2))
                    .isEqualTo(all[3][head][20][2]);
            for (int i = 0; i < LAYERS; i++) {
                mean += all[i][head][20][2] / HEADS / LAYERS;
            }
        }
        assertThat(inspection.crossAttention().layer(3).mean().weight(20, 2)).isCloseTo(layer, within(1e-6));
        assertThat(inspection.crossAttention().mean().weight(20, 2)).isCloseTo(mean, within(1e-6));
        assertThat(inspection.wordMap(inspection.words().get(2)).value(20 / SIDE, 20 % SIDE))
                .isCloseTo(mean, within(1e-6));
        assertThat(inspection.wordsOf(20 / SIDE, 20 % SIDE).get(2).share()).isCloseTo(mean, within(1e-6));
        assertThat(inspection.crossAttention().mean().lookedAt(20)[2])
                .isEqualTo(inspection.crossAttention().mean().lookedAtBy(2)[20]);
    }

    @Test
    void aWordOfSeveralTokensGetsTheSumOfTheirs() {
        Inspection cafe = model.pipeline().inspect(model.recipe("a café", 1), cat.tokens());
        Word word = cafe.word("cafe").orElseThrow();
        assertThat(word.tokens()).isEqualTo(3);
        AttentionMatrix mean = cafe.crossAttention().mean();
        double sum = mean.weight(9, 2) + mean.weight(9, 3) + mean.weight(9, 4);
        assertThat(cafe.wordMap(word).value(0, 9)).isCloseTo(sum, within(1e-9));
        assertThat(cafe.wordsOf(0, 9).stream().mapToDouble(WordShare::share).sum())
                .isCloseTo(1, within(1e-5));
    }

    /** Once the background has begun, the model reads it from the picture. */
    @Test
    void theColourOfTheBackgroundIsReadWhereItBegins() {
        Word blue = inspection.word("blue").orElseThrow();
        GridMap looked = inspection.wordMap(blue);
        assertThat(looked.value(0, 0)).isEqualTo(looked.max()).isGreaterThan(0.15);
        GridMap evidence = inspection.evidence(blue);
        assertThat(evidence.value(0, 0)).isEqualTo(evidence.max()).isPositive();
    }

    @Test
    void evidenceIsWhatTheLikelihoodLosesWithoutTheWord() {
        Word word = inspection.word("cat").orElseThrow();
        double without = model.pipeline()
                .compareCaptions(cat.tokens(), List.of("a on a blue background"))
                .get(0)
                .logLikelihood();
        assertThat(inspection.evidence(word).sum())
                .isCloseTo(inspection.logLikelihood() - without, within(1e-3))
                .isGreaterThan(5);
        assertThatThrownBy(() -> inspection.evidence(inspection.words().get(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("<s> is the end of every text");
    }

    @Test
    void theLastLayerOfTheLensIsTheDecoderItself() {
        LogitLens lens = inspection.logitLens();
        assertThat(lens.layers()).hasSize(LAYERS);
        Probabilities probabilities = inspection.probabilities();
        int[] greedy = IntStream.range(0, POSITIONS)
                .map(position -> probabilities
                        .candidates(position, Stage.GUIDED, 1)
                        .get(0)
                        .token())
                .toArray();
        LogitLens.Layer last = lens.layer(LAYERS - 1);
        assertThat(last.choice().toArray()).isEqualTo(greedy);
        for (PositionOdds odds : probabilities.positions()) {
            assertThat(last.own().value(odds.row(), odds.column()))
                    .isEqualTo(odds.guided().probability());
        }
        assertThat(lens.choices()).doesNotHaveDuplicates();
        assertThat(lens.layer(LAYERS - 2).own().sum())
                .as("a later layer knows more than the first")
                .isGreaterThan(lens.layer(0).own().sum());
        assertThat(model.pipeline().paint(lens.choices().get(0)).getWidth()).isEqualTo(8 * SIDE);
    }

    @Test
    void theFirstRowsOfAPictureCanBeInspected() {
        TokenGrid rows = new TokenGrid(SIDE, SIDE, Arrays.copyOf(cat.tokens().toArray(), 3 * SIDE));
        Inspection partial = model.pipeline().inspect(cat.recipe(), rows);
        List<PositionOdds> positions = partial.probabilities().positions();
        assertThat(positions).hasSize(3 * SIDE);
        for (PositionOdds odds : positions) {
            assertThat(odds.conditional().logProbability())
                    .isCloseTo(
                            inspection
                                    .probabilities()
                                    .at(odds.position())
                                    .conditional()
                                    .logProbability(),
                            within(1e-3));
        }
        GridMap surprise =
                partial.probabilities().map(odds -> odds.conditional().surprise());
        assertThat(surprise.rows()).isEqualTo(3);
        assertThat(surprise.sum()).isCloseTo(-partial.logLikelihood(), within(1e-6));
        assertThat(partial.logitLens().layer(0).choice().rowsFilled()).isEqualTo(3);
        assertThatThrownBy(() -> partial.probabilities().at(3, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aPartOfALargerPictureCanBeInspected() {
        TokenGrid twice = TokenGrid.join(List.of(cat.tokens(), cat.tokens()), 2);
        assertThatThrownBy(() -> model.pipeline().inspect(cat.recipe(), twice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tokens.part(row, column, 16, 16)");
        TokenGrid part = twice.part(0, SIDE, SIDE, SIDE);
        assertThat(part).isEqualTo(cat.tokens());
        assertThat(model.pipeline().inspect(cat.recipe(), part).logLikelihood()).isEqualTo(inspection.logLikelihood());
        TokenGrid unfinished =
                new TokenGrid(SIDE, SIDE, Arrays.copyOf(cat.tokens().toArray(), 2 * SIDE));
        assertThat(unfinished.part(1, 3, 4, 5).rowsFilled()).isEqualTo(1);
        assertThat(unfinished.part(1, 3, 4, 5).token(0, 2))
                .isEqualTo(cat.tokens().token(1, 5));
        assertThatThrownBy(() -> twice.part(1, 0, SIDE, SIDE)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Precision.class,
            names = {"FP32", "INT8"})
    void anInspectionIsTheSameAgainAndOnAnyNumberOfThreads(Precision precision) {
        try (BundledModel two = new BundledModel(precision, 2);
                BundledModel one = new BundledModel(precision, 1)) {
            Artwork artwork = two.generate(List.of(two.recipe(CAT, 1))).artwork(0);
            Inspection first = two.pipeline().inspect(artwork);
            for (Inspection other :
                    List.of(two.pipeline().inspect(artwork), one.pipeline().inspect(artwork))) {
                assertThat(other.probabilities().positions())
                        .isEqualTo(first.probabilities().positions());
                assertThat(other.crossAttention().toArray())
                        .isEqualTo(first.crossAttention().toArray());
                assertThat(other.selfAttention(1).toArray())
                        .isEqualTo(first.selfAttention(1).toArray());
                assertThat(other.logitLens().choices())
                        .isEqualTo(first.logitLens().choices());
            }
        }
    }

    @Test
    void sixteenBitFloatsSayNearlyTheSame() {
        try (BundledModel halves = new BundledModel(Precision.FP16, 2)) {
            Inspection other = halves.pipeline().inspect(halves.recipe(CAT, 7), cat.tokens());
            assertThat(other.logLikelihood()).isCloseTo(inspection.logLikelihood(), within(2.0));
            assertRowsSumTo1Roughly(other.crossAttention().toArray());
            assertThat(other.selfAttention(0).mean().weight(0, 0)).isCloseTo(1, within(1e-3));
            assertThat(other.logitLens().layers()).hasSize(LAYERS);
            assertThat(halves.pipeline().codebook().distance(1, 2))
                    .isCloseTo(model.pipeline().codebook().distance(1, 2), within(1e-2));
        }
    }

    private static void assertRowsSumTo1Roughly(float[][][][] attention) {
        double sum = 0;
        for (float weight : attention[0][0][0]) {
            sum += weight;
        }
        assertThat(sum).isCloseTo(1, within(5e-3));
    }

    @Test
    void whatAModelCannotReadIsRefused() {
        Recipe recipe = model.recipe(CAT, 1);
        assertThatThrownBy(() -> model.pipeline().inspect(recipe, new TokenGrid(4, 4, new int[16])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4×4")
                .hasMessageContaining("16×16")
                .hasMessageContaining("\n");
        int[] foreign = cat.tokens().toArray();
        foreign[5] = CODES;
        assertThatThrownBy(() -> model.pipeline().inspect(recipe, new TokenGrid(SIDE, SIDE, foreign)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Token 1024 is not in the codebook.\nIts tokens are 0 to 1023.");
        assertThatThrownBy(() -> model.pipeline().inspect(recipe, new TokenGrid(SIDE, SIDE, new int[0])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no row");
        assertThatThrownBy(() -> model.pipeline().compareCaptions(cat.tokens(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no caption");
        Recipe other = new Recipe(CAT, "", new ModelId("dalle-mini", "1"), Precision.FP32, 0, 0, recipe.sampling());
        assertThatThrownBy(() -> model.pipeline().inspect(other, cat.tokens()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dalle-mini@1");
    }

    @Test
    void anInspectionOutlivesThePipelineWithWhatItHas() {
        Inspection kept;
        Codebook codebook;
        try (BundledModel closed = new BundledModel(Precision.FP32, 1)) {
            kept = closed.pipeline().inspect(closed.recipe(CAT, 7), cat.tokens());
            codebook = closed.pipeline().codebook();
            kept.selfAttention(1);
            codebook.patch(0);
        }
        assertThat(kept.logLikelihood()).isNegative();
        assertThat(kept.wordMap(kept.words().get(2)).max()).isPositive();
        assertThat(codebook.nearest(3, 2)).hasSize(2);
        assertThat(codebook.patch(0).getWidth()).isEqualTo(8);
        assertThatThrownBy(() -> kept.selfAttention(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("(?s)The model emoji-mini.* was closed;[^\n]*\n[^\n]*");
        assertThatThrownBy(kept::logitLens).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> codebook.patch(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anInterruptedThreadStopsLooking() {
        Inspection begun = model.pipeline().inspect(cat);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> model.pipeline().inspect(cat)).isInstanceOf(CancellationException.class);
            assertThatThrownBy(begun::logitLens).isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> model.pipeline().compareCaptions(cat.tokens(), List.of("a", "b")))
                    .isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(begun.logitLens().layers()).hasSize(LAYERS);
    }
}
