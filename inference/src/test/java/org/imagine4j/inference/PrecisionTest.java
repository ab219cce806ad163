package org.imagine4j.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.imagine4j.models.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bundled model in other numbers than 32-bit floats. */
class PrecisionTest {

    @ParameterizedTest
    @EnumSource(
            value = Precision.class,
            names = {"INT8", "FP16"})
    void drawsWhatThePromptSays(Precision precision) {
        try (BundledModel model = new BundledModel(precision, 2)) {
            Artwork artwork = model.generate(List.of(model.recipe("a cat on a blue background", 7)))
                    .artwork(0);
            assertThat(artwork.recipe().precision()).isEqualTo(precision);
            int corner = artwork.image().getRGB(2, 2);
            assertThat(corner & 0xff).as("blue of the corner").isGreaterThan(180);
            assertThat(corner >> 16 & 0xff).as("red of the corner").isLessThan(120);
            assertThat(yellow(artwork.image())).as("part that is cat").isGreaterThan(0.1);
        }
    }

    /** The VQGAN's encoder computes in 32-bit floats whatever the precision. */
    @Test
    void inEveryPrecisionPicturesAreReadAlike() {
        try (BundledModel floats = new BundledModel(Precision.FP32, 2);
                BundledModel bytes = new BundledModel(Precision.INT8, 2);
                BundledModel halves = new BundledModel(Precision.FP16, 2)) {
            BufferedImage image = floats.generate(List.of(floats.recipe("a cat", 1)))
                    .artwork(0)
                    .image();
            TokenGrid tokens = floats.pipeline().tokens(image);
            assertThat(bytes.pipeline().tokens(image)).isEqualTo(tokens);
            assertThat(halves.pipeline().tokens(image)).isEqualTo(tokens);
        }
    }

    @Test
    void inEightBitsAPictureIsTheSameAloneInAGridAndOnAnyNumberOfThreads() {
        try (BundledModel two = new BundledModel(Precision.INT8, 2);
                BundledModel one = new BundledModel(Precision.INT8, 1)) {
            List<Recipe> grid = two.recipe("a robot next to a tree", 11).grid(5);
            Generation together = two.generate(grid);
            for (int i = 0; i < grid.size(); i++) {
                assertThat(two.tokens(grid.get(i)))
                        .isEqualTo(together.artwork(i).tokens());
                assertThat(one.tokens(grid.get(i)))
                        .isEqualTo(together.artwork(i).tokens());
            }
        }
    }

    /** Most greedy tokens survive rounding to 8 bits: after the first one that differs, a picture goes its own way. */
    @Test
    void inEightBitsLittleChanges() {
        try (BundledModel floats = new BundledModel(Precision.FP32, 2);
                BundledModel bytes = new BundledModel(Precision.INT8, 2)) {
            int equal = 0;
            int all = 0;
            for (String prompt : floats.pipeline().model().card().examples()) {
                Sampling greedy = floats.sampling().withTemperature(0);
                int[] expected = floats.tokens(floats.recipe(prompt, 0).withSampling(greedy))
                        .toArray();
                int[] actual = bytes.tokens(bytes.recipe(prompt, 0).withSampling(greedy))
                        .toArray();
                for (int i = 0; i < expected.length; i++) {
                    equal += expected[i] == actual[i] ? 1 : 0;
                    all++;
                }
            }
            assertThat((double) equal / all).isGreaterThan(0.7);
        }
    }

    /** The part of the picture with the colour of a cat. */
    private static double yellow(BufferedImage image) {
        return IntStream.of(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .map(rgb -> (rgb >> 16 & 0xff) > 150 && (rgb & 0xff) < 140 ? 1 : 0)
                .average()
                .orElseThrow();
    }
}
