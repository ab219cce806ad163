package org.imagine4j.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Pictures that begin with given tokens, and pictures larger than the model draws at once. */
@TestInstance(Lifecycle.PER_CLASS)
class CanvasTest {

    private static final int SIDE = 16;

    private BundledModel model;
    private TokenGrid cat;

    @BeforeAll
    void open() {
        model = new BundledModel(2);
        cat = model.tokens(recipe());
    }

    @AfterAll
    void close() {
        model.close();
    }

    @Test
    void aPictureIsContinuedAsItWentOn() {
        for (int position : new int[] {0, 1, 20, 128, 255, 256}) {
            Recipe rest = recipe().withCanvas(Canvas.of(cat).openFrom(position));
            assertThat(model.tokens(rest)).as("from position " + position).isEqualTo(cat);
        }
    }

    @Test
    void anotherSeedContinuesOtherwiseAndKeepsWhatIsGiven() {
        Recipe rest = recipe().withSampling(model.sampling().withTemperature(5))
                .withCanvas(Canvas.of(cat).openFrom(3 * SIDE + 2));
        List<Artwork> variations = model.generate(rest.withSeed(2).grid(4)).artworks();
        assertThat(variations).allSatisfy(variation -> {
            assertThat(variation.tokens().toArray()).startsWith(Arrays.copyOf(cat.toArray(), 3 * SIDE + 2));
            assertThat(variation.tokens()).isNotEqualTo(cat);
        });
        assertThat(variations).extracting(Artwork::tokens).doesNotHaveDuplicates();
    }

    @Test
    void aVariationIsTheSameAloneAndBesideOthers() {
        Recipe rest = recipe().withSeed(2).withCanvas(Canvas.of(cat).openFrom(SIDE));
        List<Recipe> mixed = List.of(recipe(), rest.withIndex(1), rest.withIndex(3), recipe().withIndex(1));
        assertThat(model.generate(mixed).artwork(2).tokens()).isEqualTo(model.tokens(rest.withIndex(3)));
    }

    @Test
    void aForcedTokenStaysAndChangesWhatFollows() {
        Canvas forced = Canvas.blank(SIDE, SIDE).with(5, 7);
        int[] tokens = model.tokens(recipe().withCanvas(forced)).toArray();
        assertThat(tokens).startsWith(Arrays.copyOf(cat.toArray(), 5));
        assertThat(tokens[5]).isEqualTo(7);
    }

    @Test
    void aPictureGrowsToTheRightAndDownwards() {
        Canvas larger = Canvas.of(cat).extended(5, 3);
        Artwork grown = model.generate(List.of(recipe().withCanvas(larger))).artwork(0);
        assertThat(grown.complete()).isTrue();
        assertThat(grown.image().getWidth()).isEqualTo((SIDE + 3) * 8);
        assertThat(grown.image().getHeight()).isEqualTo((SIDE + 5) * 8);
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                assertThat(grown.tokens().token(row, column)).isEqualTo(cat.token(row, column));
            }
        }
        assertThat(model.tokens(recipe().withCanvas(larger))).isEqualTo(grown.tokens());
    }

    @Test
    void aLargePictureIsDrawnFromNothing() {
        Generation generation =
                model.generate(recipe().withCanvas(Canvas.blank(16, 24)).grid(2));
        assertThat(generation.finished()).isTrue();
        assertThat(generation.artworks()).allSatisfy(artwork -> {
            assertThat(artwork.image().getWidth()).isEqualTo(192);
            assertThat(artwork.logLikelihood()).isNegative();
        });
    }

    @Test
    void rowsOfAllWindowsCountAsProgress() {
        int[] last = new int[2];
        model.pipeline()
                .generate(
                        List.of(recipe().withCanvas(Canvas.blank(24, 16))),
                        progress -> {
                            last[0] = progress.rowsDone();
                            last[1] = progress.rowsTotal();
                        },
                        Cancellation.NEVER);
        assertThat(last).containsExactly(32, 32);
    }

    @Test
    void givenTokensDoNotCountForTheLikelihood() {
        double whole = model.generate(List.of(recipe())).artwork(0).logLikelihood();
        double half = model.generate(List.of(recipe().withCanvas(Canvas.of(cat).openFrom(128))))
                .artwork(0)
                .logLikelihood();
        double nothing = model.generate(List.of(recipe().withCanvas(Canvas.of(cat))))
                .artwork(0)
                .logLikelihood();
        assertThat(whole).isLessThan(half);
        assertThat(half).isNegative();
        assertThat(nothing).isZero();
    }

    @Test
    void canvasesThatDoNotSuitTheModelAreRefused() {
        assertThatThrownBy(() -> model.tokens(recipe().withCanvas(Canvas.blank(16, 15))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16×15")
                .hasMessageContaining("at least 16×16");
        assertThatThrownBy(() -> model.tokens(recipe().withCanvas(Canvas.blank(128, 128))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("128×128");
        assertThatThrownBy(() ->
                        model.tokens(recipe().withCanvas(Canvas.blank(16, 16).with(3, 1_000_000))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1000000");
        assertThatThrownBy(() -> new Canvas(2, 2, List.of(1))).isInstanceOf(IllegalArgumentException.class);
    }

    private Recipe recipe() {
        return model.recipe("a cat on a blue background", 1);
    }
}
