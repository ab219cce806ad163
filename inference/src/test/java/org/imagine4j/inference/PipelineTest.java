package org.imagine4j.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.imagine4j.inference.Generation.Outcome;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.Precision;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The whole pipeline on the bundled model. */
@TestInstance(Lifecycle.PER_CLASS)
class PipelineTest {

    private BundledModel model;

    @BeforeAll
    void open() {
        model = new BundledModel(2);
    }

    @AfterAll
    void close() {
        model.close();
    }

    record Golden(List<GoldenPrompt> prompts, int[][] greedy_tokens_recommended) {}

    record GoldenPrompt(String text) {}

    @Test
    void promptsBecomeTheTokensThatTheTrainingProgramComputes() throws IOException {
        Golden golden;
        try (Reader reader = Files.newBufferedReader(Path.of("src/test/resources/golden/emoji-mini.json"))) {
            golden = new Gson().fromJson(reader, Golden.class);
        }
        Sampling greedy = model.sampling().withTemperature(0);
        List<Recipe> recipes = golden.prompts.stream()
                .map(prompt -> model.recipe(prompt.text, 0).withSampling(greedy))
                .toList();
        Generation generation = model.generate(recipes);
        for (int i = 0; i < recipes.size(); i++) {
            assertThat(generation.artwork(i).tokens().toArray())
                    .as(recipes.get(i).prompt())
                    .isEqualTo(golden.greedy_tokens_recommended[i]);
        }
    }

    @Test
    void aPictureIsTheSameAloneAndInAGrid() {
        List<Recipe> grid = model.recipe("a robot next to a tree", 11).grid(9);
        Generation together = model.generate(grid);
        for (int i = 0; i < grid.size(); i++) {
            Artwork alone = model.generate(List.of(grid.get(i))).artwork(0);
            assertThat(alone.tokens()).isEqualTo(together.artwork(i).tokens());
            assertThat(alone.png()).isEqualTo(together.artwork(i).png());
        }
    }

    @Test
    void aPictureIsTheSameAloneAndInAGridWithoutGuidance() {
        Recipe recipe = model.recipe("a ghost", 3);
        recipe = recipe.withSampling(recipe.sampling().withGuidance(1));
        Generation together = model.generate(recipe.grid(5));
        assertThat(model.tokens(recipe.withIndex(4)))
                .isEqualTo(together.artwork(4).tokens());
    }

    @Test
    void aPictureIsTheSameWhateverTheNumberOfThreads() {
        List<Recipe> grid = model.recipe("two dogs on a green background", 5).grid(6);
        try (BundledModel single = new BundledModel(1)) {
            assertThat(tokens(single.generate(grid))).isEqualTo(tokens(model.generate(grid)));
        }
    }

    @Test
    void aPictureIsTheSameBesideOtherPrompts() {
        Recipe cat = model.recipe("a cat", 1);
        Recipe unicorn = model.recipe("a unicorn on a pink background and some more words", 2);
        Generation mixed = model.generate(List.of(unicorn, cat, unicorn.withIndex(1), cat.withIndex(1)));
        assertThat(mixed.artworks())
                .extracting(artwork -> artwork.recipe().prompt())
                .containsExactly(unicorn.prompt(), "a cat", unicorn.prompt(), "a cat");
        assertThat(mixed.artwork(3).tokens()).isEqualTo(model.tokens(cat.withIndex(1)));
    }

    @Test
    void seedsPicturesAndPromptsDiffer() {
        Recipe recipe = model.recipe("a cat", 1);
        assertThat(List.of(
                        model.tokens(recipe),
                        model.tokens(recipe.withIndex(1)),
                        model.tokens(model.recipe("a cat", 2)),
                        model.tokens(model.recipe("a dog", 1))))
                .doesNotHaveDuplicates();
    }

    @Test
    void samplingSettingsAndNegativePromptsChangeThePicture() {
        Recipe recipe = model.recipe("a cat", 1);
        Sampling sampling = recipe.sampling();
        List<TokenGrid> grids = new ArrayList<>();
        grids.add(model.tokens(recipe));
        for (Sampling other : List.of(
                sampling.withTemperature(2),
                sampling.withGuidance(4),
                sampling.withTemperature(20).withTopK(2),
                sampling.withTemperature(2).withTopK(0).withTopP(0.9))) {
            grids.add(model.tokens(recipe.withSampling(other)));
        }
        grids.add(model.tokens(
                new Recipe("a cat", "purple background", recipe.model(), recipe.precision(), 1, 0, sampling)));
        assertThat(grids).doesNotHaveDuplicates();
    }

    @Test
    void thePictureIsThatOfThePrompt() {
        Artwork artwork = model.generate(List.of(model.recipe("a cat on a blue background", 7)))
                .artwork(0);
        assertThat(artwork.image().getWidth()).isEqualTo(128);
        assertThat(artwork.image().getHeight()).isEqualTo(128);
        int corner = artwork.image().getRGB(2, 2);
        assertThat(corner & 0xff).as("blue of the corner").isCloseTo(220, within(25));
        assertThat(corner >> 16 & 0xff).as("red of the corner").isCloseTo(66, within(25));
        long fur = Arrays.stream(artwork.image().getRGB(0, 0, 128, 128, null, 0, 128))
                .filter(pixel -> (pixel >> 16 & 0xff) > 220 && (pixel & 0xff) < 120)
                .count();
        assertThat(fur).as("pixels in a cat's colour").isGreaterThan(1000);
    }

    @Test
    void theListenerHearsEveryRow() {
        List<Integer> rows = new ArrayList<>();
        List<Integer> heights = new ArrayList<>();
        model.pipeline()
                .generate(
                        model.recipe("a star", 1).grid(2),
                        progress -> {
                            rows.add(progress.rowsDone());
                            assertThat(progress.rowsTotal()).isEqualTo(32);
                            if (progress.tokens().get(1).rowsFilled() > 0) {
                                heights.add(progress.paint(1).getHeight());
                            }
                        },
                        Cancellation.NEVER);
        assertThat(rows)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(0, 16).map(i -> 2 * i).boxed().toList());
        assertThat(heights)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 16).map(i -> 8 * i).boxed().toList());
    }

    @Test
    void aStopKeepsWhatExists() {
        int[] rowsDone = {0};
        Recipe first = model.recipe("a star", 1);
        Recipe second = model.recipe("a moon", 1);
        Generation generation = model.pipeline()
                .generate(
                        List.of(first, second, second.withIndex(1)),
                        progress -> rowsDone[0] = progress.rowsDone(),
                        () -> rowsDone[0] >= 16 + 2 * 3);
        assertThat(generation.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(generation.artworks())
                .extracting(artwork -> artwork.tokens().rowsFilled())
                .containsExactly(16, 3, 3);
        assertThat(generation.artwork(0).complete()).isTrue();
        assertThat(generation.artwork(0).tokens()).isEqualTo(model.tokens(first));
        assertThat(generation.artwork(1).image().getHeight()).isEqualTo(24);
    }

    @Test
    void aStopBeforeTheFirstRowLeavesNothing() {
        Generation generation =
                model.pipeline().generate(model.recipe("a star", 1).grid(2), GenerationListener.SILENT, () -> true);
        assertThat(generation.artworks()).isEmpty();
        assertThat(generation.finished()).isFalse();
    }

    @Test
    void recipesOfOtherModelsAreRefused() {
        Recipe recipe = new Recipe("a cat", "", new ModelId("dalle-mini", "1"), Precision.FP32, 0, 0, model.sampling());
        assertThatThrownBy(() -> model.generate(List.of(recipe)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dalle-mini@1");
    }

    @Test
    void recipesOfAnotherPrecisionAreRefused() {
        Recipe recipe = model.recipe("a cat", 1);
        Recipe other = new Recipe("a cat", "", recipe.model(), Precision.INT8, 1, 0, recipe.sampling());
        assertThatThrownBy(() -> model.generate(List.of(other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in int8, but this pipeline runs emoji-mini")
                .hasMessageContaining("in fp32");
    }

    @Test
    void theMoreDaringTheDrawTheLessLikelyThePicture() {
        Recipe cat = model.recipe("a cat on a blue background", 7);
        Artwork artwork = model.generate(List.of(cat)).artwork(0);
        Artwork daring = model.generate(List.of(
                        cat.withSampling(cat.sampling().withTemperature(4).withTopK(0))))
                .artwork(0);
        assertThat(artwork.logLikelihood()).isNegative();
        assertThat(daring.logLikelihood()).isLessThan(artwork.logLikelihood());
    }

    @Test
    void picturesBecomeTokensAgain() {
        Artwork artwork = model.generate(List.of(model.recipe("a cat on a blue background", 7)))
                .artwork(0);
        int[] drawn = artwork.tokens().toArray();
        TokenGrid read = model.pipeline().tokens(artwork.image());
        long same = IntStream.range(0, drawn.length)
                .filter(i -> drawn[i] == read.toArray()[i])
                .count();
        assertThat(same).as("tokens of 256 that the encoder finds again").isGreaterThan(128);
        BufferedImage again = model.pipeline().paint(read);
        assertThat(meanDifference(artwork.image(), again)).isLessThan(12);
    }

    @Test
    void picturesOfAnySizeBecomeTokens() {
        BufferedImage wide = new BufferedImage(1000, 300, BufferedImage.TYPE_INT_ARGB);
        TokenGrid tokens = model.pipeline().tokens(wide);
        assertThat(tokens.rows()).isEqualTo(16);
        BufferedImage white = new BufferedImage(3, 3, BufferedImage.TYPE_INT_RGB);
        white.setRGB(0, 0, 3, 3, IntStream.generate(() -> 0xffffff).limit(9).toArray(), 0, 3);
        assertThat(tokens)
                .as("what is transparent lies on white")
                .isEqualTo(model.pipeline().tokens(white));
    }

    private static double meanDifference(BufferedImage one, BufferedImage other) {
        double sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    sum += Math.abs((one.getRGB(x, y) >> shift & 0xff) - (other.getRGB(x, y) >> shift & 0xff));
                }
            }
        }
        return sum / one.getHeight() / one.getWidth() / 3;
    }

    private static List<TokenGrid> tokens(Generation generation) {
        return generation.artworks().stream().map(Artwork::tokens).toList();
    }
}
