package org.imagine4j.magics.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import org.junit.jupiter.api.Test;

class ColorScaleTest {

    /** So the order can be read without seeing any hue, and in print. */
    @Test
    void largerNumbersAreLighter() {
        ColorScale scale = ColorScale.ofProbabilities();
        double before = -1;
        for (int i = 0; i <= 100; i++) {
            double lightness = lightness(scale.color(i / 100.0));
            assertThat(lightness).as("at %d %%", i).isGreaterThan(before);
            before = lightness;
        }
        assertThat(lightness(scale.color(1)) - lightness(scale.color(0))).isGreaterThan(150);
    }

    @Test
    void whatIsBeyondTheEndsHasTheirColours() {
        ColorScale scale = new ColorScale(1, 5, true);

        assertThat(scale.color(0)).isEqualTo(scale.color(1));
        assertThat(scale.color(Double.POSITIVE_INFINITY)).isEqualTo(scale.color(5));
    }

    @Test
    void equalRatiosAreEqualStepsOnALogarithmicScale() {
        ColorScale scale = new ColorScale(1, 100, true);

        assertThat(scale.middle()).isEqualTo(10);
        assertThat(scale.color(10)).isEqualTo(scale.colorAt(0.5));
    }

    @Test
    void aMapOfNothingButZerosHasAScale() {
        assertThat(ColorScale.upTo(0).high()).isPositive();
        assertThatThrownBy(() -> new ColorScale(1, 1, false)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double lightness(Color color) {
        return 0.299 * color.getRed() + 0.587 * color.getGreen() + 0.114 * color.getBlue();
    }
}
