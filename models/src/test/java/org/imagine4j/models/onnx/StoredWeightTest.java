package org.imagine4j.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights in fewer bits stay as close to themselves as those bits allow. */
class StoredWeightTest {

    @Property
    void halvesAreTheNearest(@ForAll @FloatRange(min = -70000, max = 70000) float value) {
        short bits = HalfFloat.bits(value);
        double error = Math.abs(value(bits) - value);
        if (Math.abs(value) < 65520) {
            for (int neighbour : new int[] {bits - 1, bits + 1}) {
                assertThat(Math.abs(value(neighbour) - value))
                        .satisfiesAnyOf(distance -> assertThat(distance).isNaN(), distance -> assertThat(distance)
                                .isGreaterThanOrEqualTo(error));
            }
        } else {
            assertThat(value(bits)).isInfinite();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0000",
        "-0.0, 8000",
        "1, 3c00",
        "-2, c000",
        "65504, 7bff",
        "65519.99, 7bff",
        "65520, 7c00",
        "5.9604645e-8, 0001",
        "2.9802322e-8, 0000",
        "2.9802326e-8, 0001",
        "6.1035156e-5, 0400",
        "1.00048828125, 3c00",
        "1.00146484375, 3c02",
        "NaN, 7e00",
        "-Infinity, fc00"
    })
    void halvesHaveTheStandardsBits(float value, String bits) {
        assertThat(String.format("%04x", HalfFloat.bits(value))).isEqualTo(bits);
    }

    @Property(tries = 100)
    void bytesAreWithinHalfAStepOfEveryValue(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 70) int rows,
            @ForAll @IntRange(min = 1, max = 40) int columns)
            throws IOException {
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * Math.exp(i % columns % 7 - 3));
        }
        Int8Matrix matrix = new Int8Matrix(Weight.of("w", List.of(rows, columns), values));
        ByteBuffer bytes = written(matrix.values());
        ByteBuffer scales = written(matrix.scales());
        assertThat(bytes.remaining()).isEqualTo(values.length);
        for (int i = 0; i < values.length; i++) {
            float scale = scales.getFloat(i % columns * Float.BYTES);
            float restored = (Byte.toUnsignedInt(bytes.get(i)) - GraphBuilder.Int8Value.ZERO) * scale;
            assertThat(Math.abs(restored - values[i])).isLessThanOrEqualTo(scale * 0.50001f);
        }
    }

    private static ByteBuffer written(StoredWeight weight) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        weight.content().writeTo(block -> {
            byte[] bytes = new byte[block.remaining()];
            block.get(bytes);
            out.writeBytes(bytes);
        });
        return ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What the bits of a 16-bit float mean. */
    private static double value(int bits) {
        int exponent = (bits >> 10) & 0x1f;
        int fraction = bits & 0x3ff;
        double magnitude;
        if (exponent == 31) {
            magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else if (exponent == 0) {
            magnitude = Math.scalb((double) fraction, -24);
        } else {
            magnitude = Math.scalb(1024.0 + fraction, exponent - 25);
        }
        return (bits & 0x8000) == 0 ? magnitude : -magnitude;
    }
}
