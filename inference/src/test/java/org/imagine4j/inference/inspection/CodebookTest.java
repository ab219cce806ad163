package org.imagine4j.inference.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.imagine4j.inference.BundledModel;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.models.Precision;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class CodebookTest {

    private BundledModel model;
    private Codebook codebook;

    @BeforeAll
    void open() {
        model = new BundledModel(Precision.FP32, 2);
        codebook = model.pipeline().codebook();
    }

    @AfterAll
    void close() {
        model.close();
    }

    @Test
    void holdsAVectorForEveryCode() {
        assertThat(codebook.codes()).isEqualTo(1024);
        assertThat(codebook.dimension()).isEqualTo(32);
        assertThat(codebook.vector(0)).hasSize(32).isNotEqualTo(codebook.vector(1023));
        assertThat(model.pipeline().codebook()).isSameAs(codebook);
    }

    @Test
    void theNearestCodesAreThoseOfTheSmallestDistances() {
        List<Neighbour> nearest = codebook.nearest(77, 5);
        double[] sorted = IntStream.range(0, 1024)
                .filter(code -> code != 77)
                .mapToDouble(code -> euclidean(codebook.vector(77), codebook.vector(code)))
                .sorted()
                .toArray();
        assertThat(nearest).hasSize(5).extracting(Neighbour::code).doesNotContain(77);
        for (int i = 0; i < 5; i++) {
            assertThat(nearest.get(i).distance()).isCloseTo(sorted[i], within(1e-5));
            assertThat(codebook.distance(nearest.get(i).code(), 77))
                    .isEqualTo(nearest.get(i).distance());
        }
        assertThat(codebook.nearest(77, 5000)).hasSize(1023);
        assertThat(codebook.distance(77, 77)).isZero();
    }

    private static double euclidean(float[] a, float[] b) {
        return Math.sqrt(IntStream.range(0, a.length)
                .mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i]))
                .sum());
    }

    @Test
    void aPatchIsTheMiddleOfAPictureOfItsCode() {
        List<Integer> codes = List.of(3, 500, 3);
        List<BufferedImage> patches = codebook.patches(codes);
        assertThat(patches.get(2)).isSameAs(patches.get(0)).isNotSameAs(patches.get(1));
        for (int i = 0; i < 2; i++) {
            int[] tokens = new int[64];
            Arrays.fill(tokens, codes.get(i));
            BufferedImage whole = model.pipeline().paint(new TokenGrid(8, 8, tokens));
            assertThat(pixels(patches.get(i))).isEqualTo(pixels(whole.getSubimage(32, 32, 8, 8)));
        }
        assertThat(codebook.patches(List.of())).isEmpty();
    }

    private static int[] pixels(BufferedImage patch) {
        return patch.getRGB(0, 0, patch.getWidth(), patch.getHeight(), null, 0, patch.getWidth());
    }

    @Test
    void codesThatDoNotExistAreRefused() {
        assertThatThrownBy(() -> codebook.nearest(1024, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Token 1024 is not in the codebook.\nIts tokens are 0 to 1023.");
        assertThatThrownBy(() -> codebook.patch(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
