package org.imagine4j.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.imagine4j.inference.inspection.Inspection;
import org.imagine4j.inference.inspection.Stage;
import org.imagine4j.inference.inspection.Word;
import org.imagine4j.models.Precision;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words that the decoder looks at more or less than it would, through the bundled model. */
class EmphasisTest {

    private static final String PROMPT = "a cat on a blue background";
    private static final BundledModel MODEL = new BundledModel(2);

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        MODEL.close();
    }

    @Test
    void aWeightOfOneChangesNothing() {
        Recipe plain = MODEL.recipe(PROMPT, 7);
        Artwork one = draw(plain.withEmphasis(Emphasis.NONE.with("cat", 1).with("blue", 1)));
        Artwork other = draw(plain);
        assertThat(one.tokens()).isEqualTo(other.tokens());
        assertThat(one.logLikelihood()).isEqualTo(other.logLikelihood());
    }

    @Test
    void aWeightChangesThePictureAloneAndInAGridAlike() {
        Recipe heavy = MODEL.recipe(PROMPT, 7).withEmphasis(Emphasis.NONE.with("blue", 60));
        List<Recipe> mixed = List.of(heavy, MODEL.recipe(PROMPT, 7), heavy.withIndex(1), heavy.withIndex(2));
        List<Artwork> grid = MODEL.generate(mixed).artworks();
        assertThat(grid.get(0).tokens()).isNotEqualTo(grid.get(1).tokens());
        for (int i = 0; i < mixed.size(); i++) {
            assertThat(MODEL.tokens(mixed.get(i)))
                    .as("picture " + i)
                    .isEqualTo(grid.get(i).tokens());
        }
    }

    @Test
    void theDecoderLooksMoreAtAWordOfMoreWeight() {
        TokenGrid picture = MODEL.tokens(MODEL.recipe(PROMPT, 7));
        double[] shares = new double[4];
        double[] weights = {0, 0.5, 1, 3};
        for (int i = 0; i < weights.length; i++) {
            shares[i] = share("blue", inspect(Emphasis.NONE.with("blue", weights[i]), picture));
        }
        assertThat(shares).isSorted().doesNotHaveDuplicates();
        assertThat(shares[0]).isZero();
        assertThat(shares[2]).isEqualTo(share("blue", inspect(Emphasis.NONE, picture)));
        Inspection heavy = inspect(Emphasis.NONE.with("blue", 3), picture);
        Inspection plain = inspect(Emphasis.NONE, picture);
        for (int head = 0; head < plain.crossAttention().layer(0).heads(); head++) {
            double before = share("blue", plain, 0, head);
            double after = share("blue", heavy, 0, head);
            assertThat(after)
                    .as("share of head " + head + ", three to one")
                    .isCloseTo(3 * before / (1 + 2 * before), within(1e-4));
        }
    }

    /** How much the first position of the picture looks at a word, on average. */
    private static double share(String word, Inspection inside) {
        double sum = 0;
        int heads = inside.crossAttention().layer(0).heads();
        for (int head = 0; head < heads; head++) {
            sum += share(word, inside, 0, head);
        }
        return sum / heads;
    }

    private static double share(String name, Inspection inside, int layer, int head) {
        Word word = inside.word(name).orElseThrow();
        double share = 0;
        for (int token = word.firstToken(); token < word.firstToken() + word.tokens(); token++) {
            share += inside.crossAttention().layer(layer).head(head).weight(0, token);
        }
        return share;
    }

    @Test
    void lookingInsideReadsAPictureAsItWasDrawn() {
        Artwork heavy = draw(MODEL.recipe(PROMPT, 3).withEmphasis(Emphasis.NONE.with("cat", 2)));
        Inspection inside = MODEL.pipeline().inspect(heavy);
        assertThat(inside.logLikelihood()).isCloseTo(heavy.logLikelihood(), within(1e-3));
        assertThat(inside.probabilities().logLikelihood(Stage.UNCONDITIONAL))
                .as("the unconditional lane knows of no weight")
                .isEqualTo(MODEL.pipeline()
                        .inspect(heavy.recipe().withEmphasis(Emphasis.NONE), heavy.tokens())
                        .probabilities()
                        .logLikelihood(Stage.UNCONDITIONAL));
        Word cat = inside.word("cat").orElseThrow();
        assertThat(inside.evidence(cat).sum()).isNotNaN().isNotZero();
    }

    @Test
    void aPictureWithoutGuidanceIsWeightedToo() {
        Recipe plain = MODEL.recipe(PROMPT, 7);
        Recipe alone = plain.withSampling(plain.sampling().withGuidance(1));
        assertThat(MODEL.tokens(alone.withEmphasis(Emphasis.NONE.with("blue", 0))))
                .isNotEqualTo(MODEL.tokens(alone));
    }

    @Test
    void inHalfFloatsAWeightOfOneChangesNothingAndMoreDoes() {
        try (BundledModel half = new BundledModel(Precision.FP16, 2)) {
            Recipe plain = half.recipe(PROMPT, 7);
            TokenGrid tokens = half.tokens(plain);
            assertThat(half.tokens(plain.withEmphasis(Emphasis.NONE.with("blue", 1))))
                    .isEqualTo(tokens);
            assertThat(half.tokens(plain.withEmphasis(Emphasis.NONE.with("blue", 60))))
                    .isNotEqualTo(tokens);
            assertThat(half.tokens(plain.withEmphasis(Emphasis.NONE.with("blue", 0))))
                    .isNotEqualTo(tokens);
        }
    }

    @Test
    void allOccurrencesCountInWhateverCapitals() {
        String prompt = "A cat and a Cat, catalogued";
        Recipe recipe = MODEL.recipe(prompt, 1);
        TokenGrid picture = MODEL.tokens(recipe);
        Inspection inside = MODEL.pipeline().inspect(recipe.withEmphasis(Emphasis.NONE.with("CAT", 0)), picture);
        for (Word word : inside.words()) {
            double share = 0;
            for (int token = word.firstToken(); token < word.firstToken() + word.tokens(); token++) {
                share += inside.crossAttention().layer(0).head(0).weight(0, token);
            }
            if (word.text().equals("cat")) {
                assertThat(share).as("a hidden word").isZero();
            } else {
                assertThat(share).as(word.text()).isPositive();
            }
        }
        assertThat(inside.words().stream().filter(word -> word.text().equals("cat")))
                .hasSize(2);
    }

    @Test
    void aWordThatIsNotThereIsAnsweredInTwoLinesThatNameThoseThatAre() {
        Recipe recipe = MODEL.recipe(PROMPT, 7).withEmphasis(Emphasis.NONE.with("crown", 2));
        assertThatThrownBy(() -> MODEL.generate(List.of(MODEL.recipe(PROMPT, 7), recipe)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"crown\" has a weight, but is not in the prompt \"" + PROMPT
                        + "\" as the model reads it.\nIts words: a, cat, on, blue, background.");
        assertThatThrownBy(() -> Emphasis.NONE.with("cat", -1)).hasMessageMatching("[^\\n]*-1.0[^\\n]*\\n[^\\n]*");
        assertThatThrownBy(() -> Emphasis.NONE.with("cat", Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Emphasis.NONE.with(" ", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itTravelsInThePictureAndRemakesIt() throws Exception {
        Artwork heavy = draw(MODEL.recipe(PROMPT, 7)
                .withEmphasis(Emphasis.NONE.with("blue", 60).with("cat", 0.5)));
        Artwork loaded = Artwork.load(heavy.save(folder.resolve("heavy.png")));
        assertThat(loaded.recipe()).isEqualTo(heavy.recipe());
        assertThat(loaded.recipe().emphasis().weights()).isEqualTo(Map.of("blue", 60.0, "cat", 0.5));
        assertThat(draw(loaded.recipe()).png()).isEqualTo(heavy.png());
        assertThat(PngText.readLatin1(folder.resolve("heavy.png"), "parameters"))
                .endsWith(", Word weights: \"blue 60.0, cat 0.5\"");
    }

    @Test
    void filesFromBeforeThereWereWeightsAreReadAsWithout() throws Exception {
        Artwork cat = draw(MODEL.recipe(PROMPT, 7));
        String json = ArtworkText.of(cat).json();
        String older = json.replace(",\"emphasis\":{\"weights\":{}}", "");
        assertThat(older).isNotEqualTo(json);
        assertThat(ArtworkText.parse(older).recipe()).isEqualTo(cat.recipe());
        Path file = cat.save(folder.resolve("cat.png"));
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .contains("\"emphasis\"");
    }

    private static Inspection inspect(Emphasis emphasis, TokenGrid picture) {
        return MODEL.pipeline().inspect(MODEL.recipe(PROMPT, 7).withEmphasis(emphasis), picture);
    }

    private static Artwork draw(Recipe recipe) {
        return MODEL.generate(List.of(recipe)).artwork(0);
    }
}
