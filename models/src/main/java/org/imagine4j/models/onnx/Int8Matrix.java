package org.imagine4j.models.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A matrix {@code [in, out]} in 8 bits: {@code w ≈ (q − 128) · scale}, with a scale for each of the {@code out} columns
 * that lets the largest value of the column reach 127. Reads the matrix once for the scales and once for the values,
 * and only when they are written.
 *
 * <p>Unsigned, because on x86 processors without VNNI ONNX Runtime multiplies unsigned by signed 8-bit numbers in pairs
 * whose sum can overflow 16 bits, and unsigned by unsigned ones without that flaw.
 */
final class Int8Matrix {

    /** What stands for zero. */
    static final int ZERO = 128;

    private static final int LARGEST = 127;

    private final Weight matrix;
    private final int columns;
    private float[] scales;

    Int8Matrix(Weight matrix) {
        this.matrix = matrix;
        this.columns = matrix.shape().get(1);
    }

    /** The values, {@code [in, out]}. */
    StoredWeight values() {
        return new StoredWeight(matrix.name() + "/int8", ElementType.UINT8, matrix.shape(), this::write);
    }

    /** The scales, {@code [out]}. */
    StoredWeight scales() {
        return new StoredWeight(
                matrix.name() + "/scales", ElementType.FLOAT, List.of(columns), sink -> StoredWeight.floats(
                                Weight.of(matrix.name(), columnScales()))
                        .content()
                        .writeTo(sink));
    }

    private void write(StoredWeight.Sink sink) throws IOException {
        float[] scale = columnScales();
        int[] column = {0};
        float[][] values = {new float[0]};
        matrix.values().writeTo(block -> {
            int size = block.remaining();
            values[0] = StoredWeight.read(block, values[0]);
            byte[] bytes = new byte[size];
            for (int i = 0, c = column[0]; i < size; i++, c = c + 1 == columns ? 0 : c + 1) {
                bytes[i] = (byte) (Math.round(values[0][i] / scale[c]) + ZERO);
            }
            column[0] = (column[0] + size) % columns;
            sink.put(ByteBuffer.wrap(bytes));
        });
    }

    private float[] columnScales() throws IOException {
        if (scales == null) {
            float[] largest = new float[columns];
            int[] column = {0};
            float[][] values = {new float[0]};
            matrix.values().writeTo(block -> {
                int size = block.remaining();
                values[0] = StoredWeight.read(block, values[0]);
                for (int i = 0, c = column[0]; i < size; i++, c = c + 1 == columns ? 0 : c + 1) {
                    largest[c] = Math.max(largest[c], Math.abs(values[0][i]));
                }
                column[0] = (column[0] + size) % columns;
            });
            for (int c = 0; c < columns; c++) {
                // A column of zeros has any scale.
                largest[c] = largest[c] == 0 ? 1 : largest[c] / LARGEST;
            }
            scales = largest;
        }
        return scales;
    }
}
