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
        forEachBlock((values, size, first) -> {
            byte[] bytes = new byte[size];
            for (int i = 0, c = first; i < size; i++, c = next(c)) {
                bytes[i] = (byte) (Math.round(values[i] / scale[c]) + GraphBuilder.Int8Value.ZERO);
            }
            sink.put(ByteBuffer.wrap(bytes));
        });
    }

    private float[] columnScales() throws IOException {
        if (scales == null) {
            float[] largest = new float[columns];
            forEachBlock((values, size, first) -> {
                for (int i = 0, c = first; i < size; i++, c = next(c)) {
                    largest[c] = Math.max(largest[c], Math.abs(values[i]));
                }
            });
            for (int c = 0; c < columns; c++) {
                // A column of zeros has any scale.
                largest[c] = largest[c] == 0 ? 1 : largest[c] / LARGEST;
            }
            scales = largest;
        }
        return scales;
    }

    private int next(int column) {
        return column + 1 == columns ? 0 : column + 1;
    }

    /** Takes values that follow each other, of which the first {@code size} count, from a column on. */
    @FunctionalInterface
    private interface Block {
        void take(float[] values, int size, int firstColumn) throws IOException;
    }

    private void forEachBlock(Block block) throws IOException {
        int[] column = {0};
        float[][] room = {new float[0]};
        matrix.values().writeTo(read -> {
            int size = read.remaining();
            if (room[0].length < size) {
                room[0] = new float[size];
            }
            read.get(room[0], 0, size);
            block.take(room[0], size, column[0]);
            column[0] = (column[0] + size) % columns;
        });
    }
}
