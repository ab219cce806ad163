package org.imagine4j.models.onnx;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.List;
import org.imagine4j.models.checkpoint.Tensor;

/**
 * A weight as a graph wants it, made from the checkpoint's tensors while it is written.
 *
 * @param name its key: weights of the same name are stored once, however many graphs use them
 * @param shape dimensions, outermost first
 * @param values writes the values, row-major
 */
public record Weight(String name, List<Integer> shape, Values values) {

    private static final int BLOCK = 1 << 16;

    /** Produces the values of a weight in blocks. */
    @FunctionalInterface
    public interface Values {
        void writeTo(Sink sink) throws IOException;
    }

    /** Takes values, in order. */
    @FunctionalInterface
    public interface Sink {
        void put(FloatBuffer block) throws IOException;
    }

    public Weight {
        shape = List.copyOf(shape);
    }

    /** A tensor as it is stored. */
    public static Weight of(Tensor tensor) {
        return new Weight(tensor.name(), tensor.shape(), sink -> {
            FloatBuffer block = FloatBuffer.allocate((int) Math.min(BLOCK, tensor.size()));
            for (long first = 0; first < tensor.size(); first += block.capacity()) {
                block.clear().limit((int) Math.min(block.capacity(), tensor.size() - first));
                tensor.read(first, block);
                sink.put(block.flip());
            }
        });
    }

    /** A vector. */
    public static Weight of(String name, float... values) {
        return of(name, List.of(values.length), values);
    }

    /** An array whose values are at hand. */
    public static Weight of(String name, List<Integer> shape, float... values) {
        return new Weight(name, shape, sink -> sink.put(FloatBuffer.wrap(values)));
    }

    /**
     * Matrices side by side: {@code [rows, c0], [rows, c1], … → [rows, c0 + c1 + …]}, so that one multiplication does
     * the work of several.
     */
    public static Weight sideBySide(String name, List<Tensor> matrices) {
        return sideBySide(name, matrices, 1, 1);
    }

    /**
     * As {@link #sideBySide(String, List)}, with zero columns behind every {@code group} columns to make them {@code
     * padded} columns.
     */
    public static Weight sideBySide(String name, List<Tensor> matrices, int group, int padded) {
        int rows = matrices.get(0).shape().get(0);
        int columns = matrices.stream().mapToInt(m -> m.shape().get(1)).sum() / group * padded;
        return new Weight(name, List.of(rows, columns), sink -> {
            int rowsPerBlock = Math.max(1, Math.min(rows, BLOCK / columns));
            float[] block = new float[rowsPerBlock * columns];
            float[] part = new float[block.length];
            for (int row = 0; row < rows; row += rowsPerBlock) {
                int count = Math.min(rowsPerBlock, rows - row);
                int offset = 0;
                for (Tensor matrix : matrices) {
                    int width = matrix.shape().get(1);
                    int run = group == padded ? width : group;
                    int step = group == padded ? width : padded;
                    matrix.read((long) row * width, FloatBuffer.wrap(part, 0, count * width));
                    for (int r = 0; r < count; r++) {
                        for (int c = 0; c < width / run; c++) {
                            System.arraycopy(part, r * width + c * run, block, r * columns + offset + c * step, run);
                        }
                    }
                    offset += width / run * step;
                }
                sink.put(FloatBuffer.wrap(block, 0, count * columns));
            }
        });
    }

    /** A matrix with zero rows behind every {@code group} rows to make them {@code padded} rows. */
    public static Weight withPaddedRows(Tensor matrix, int group, int padded) {
        if (group == padded) {
            return of(matrix);
        }
        int rows = matrix.shape().get(0);
        int columns = matrix.shape().get(1);
        return new Weight(matrix.name() + "+padding", List.of(rows / group * padded, columns), sink -> {
            float[] block = new float[padded * columns];
            for (int row = 0; row < rows; row += group) {
                matrix.read((long) row * columns, FloatBuffer.wrap(block, 0, group * columns));
                sink.put(FloatBuffer.wrap(block));
            }
        });
    }

    /** A convolution kernel in ONNX's layout: {@code [height, width, in, out] → [out, in, height, width]}. */
    public static Weight convolution(Tensor kernel) {
        int area = kernel.shape().get(0) * kernel.shape().get(1);
        int in = kernel.shape().get(2);
        int out = kernel.shape().get(3);
        List<Integer> shape =
                List.of(out, in, kernel.shape().get(0), kernel.shape().get(1));
        return new Weight(kernel.name(), shape, sink -> {
            float[] stored = kernel.toArray();
            float[] filter = new float[in * area];
            for (int o = 0; o < out; o++) {
                for (int i = 0; i < in; i++) {
                    for (int a = 0; a < area; a++) {
                        filter[i * area + a] = stored[(a * in + i) * out + o];
                    }
                }
                sink.put(FloatBuffer.wrap(filter));
            }
        });
    }

    /** All values multiplied by one factor. */
    public Weight times(float factor) {
        return new Weight(
                name + "*" + factor,
                shape,
                sink -> values.writeTo(block -> {
                    FloatBuffer product = FloatBuffer.allocate(block.remaining());
                    while (block.hasRemaining()) {
                        product.put(block.get() * factor);
                    }
                    sink.put(product.flip());
                }));
    }

    /** The same values with another shape of equal size. */
    public Weight reshaped(Integer... newShape) {
        return new Weight(name + "[" + newShape.length + "d]", List.of(newShape), values);
    }

    /** A vector of one number. */
    public static Weight filled(int size, float value) {
        return new Weight("constant/" + value + "/" + size, Collections.singletonList(size), sink -> {
            FloatBuffer block = FloatBuffer.allocate(size);
            while (block.hasRemaining()) {
                block.put(value);
            }
            sink.put(block.flip());
        });
    }
}
