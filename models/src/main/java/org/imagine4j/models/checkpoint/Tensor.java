package org.imagine4j.models.checkpoint;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One named array of a checkpoint: a view of stored numbers, as numpy and PyTorch have them. The numbers stay in the
 * file until they are read.
 *
 * <p>Views of a storage that lies in one stretch of the file may have any strides.
 */
public final class Tensor {

    /**
     * How a view walks through its storage, in elements.
     *
     * @param offset of the first element
     * @param strides distance of neighbours along each axis
     */
    record Layout(long offset, List<Long> strides) {

        Layout {
            strides = List.copyOf(strides);
        }

        static Layout rowMajor(List<Integer> shape) {
            return new Layout(0, rowMajorStrides(shape));
        }

        boolean isRowMajor(List<Integer> shape) {
            List<Long> expected = rowMajorStrides(shape);
            for (int axis = 0; axis < shape.size(); axis++) {
                if (shape.get(axis) != 1 && !strides.get(axis).equals(expected.get(axis))) {
                    return false;
                }
            }
            return true;
        }

        /** Whether every place a view of that shape reaches is inside a storage of {@code size} elements. */
        boolean fits(List<Integer> shape, long size) {
            long last = offset;
            for (int axis = 0; axis < shape.size(); axis++) {
                if (shape.get(axis) == 0) {
                    return offset <= size;
                }
                long steps = shape.get(axis) - 1L;
                if (steps > 0 && strides.get(axis) > (size - last) / steps) {
                    return false;
                }
                last += steps * strides.get(axis);
            }
            return last < size;
        }

        private static List<Long> rowMajorStrides(List<Integer> shape) {
            Long[] strides = new Long[shape.size()];
            long stride = 1;
            for (int axis = shape.size() - 1; axis >= 0; axis--) {
                strides[axis] = stride;
                stride *= shape.get(axis);
            }
            return List.of(strides);
        }
    }

    private final String name;
    private final List<Integer> shape;
    private final Layout layout;
    private final Storage storage;

    /** A view; every place it can reach must be inside the storage. */
    Tensor(String name, List<Integer> shape, Layout layout, Storage storage) {
        this.name = name;
        this.shape = List.copyOf(shape);
        this.layout = layout;
        this.storage = storage;
    }

    /** The whole of a storage, row-major. */
    Tensor(String name, List<Integer> shape, Storage storage) {
        this(name, shape, Layout.rowMajor(shape), storage);
    }

    /** Path of the parameter, for example {@code model/encoder/final_ln/bias}. */
    public String name() {
        return name;
    }

    public DType type() {
        return storage.type();
    }

    /** Dimensions, outermost first. */
    public List<Integer> shape() {
        return shape;
    }

    /** Number of values. */
    public long size() {
        return elements(shape);
    }

    Storage storage() {
        return storage;
    }

    /** The same values under another name. */
    public Tensor renamed(String newName) {
        return new Tensor(newName, shape, layout, storage);
    }

    /** One entry of the leading axis, as scanned checkpoints stack their layers: {@code [n, …] → […]}. */
    public Tensor slice(int index) {
        if (shape.isEmpty() || index < 0 || index >= shape.get(0)) {
            throw new IndexOutOfBoundsException("Entry " + index + " of " + name + " " + shape);
        }
        List<Long> strides = layout.strides;
        Layout sliced = new Layout(layout.offset + index * strides.get(0), strides.subList(1, strides.size()));
        return new Tensor(name + "[" + index + "]", shape.subList(1, shape.size()), sliced, storage);
    }

    /**
     * The same values with the axes in another order.
     *
     * @param axes for each new axis the old one
     */
    public Tensor permuted(int... axes) {
        List<Integer> newShape = new ArrayList<>();
        List<Long> newStrides = new ArrayList<>();
        for (int axis : axes) {
            newShape.add(shape.get(axis));
            newStrides.add(layout.strides.get(axis));
        }
        return new Tensor(name, newShape, new Layout(layout.offset, newStrides), storage);
    }

    /**
     * Reads values as 32-bit floats.
     *
     * @param first index of the first value, row-major
     * @param to receives as many values as it has room for
     * @throws IOException if the file cannot be read or ends too early
     */
    public void read(long first, FloatBuffer to) throws IOException {
        if (layout.isRowMajor(shape)) {
            storage.read(layout.offset + first, to);
            return;
        }
        int inner = shape.get(shape.size() - 1);
        long stride = layout.strides.get(shape.size() - 1);
        int end = to.limit();
        for (long index = first; to.position() < end; ) {
            long column = index % inner;
            int run = (int) Math.min(inner - column, end - to.position());
            storage.readStrided(position(index), stride, to.limit(to.position() + run));
            to.limit(end);
            index += run;
        }
    }

    /** Where the value with a row-major index lies in the storage. */
    private long position(long index) {
        long position = layout.offset;
        for (int axis = shape.size() - 1; axis >= 0; axis--) {
            position += index % shape.get(axis) * layout.strides.get(axis);
            index /= shape.get(axis);
        }
        return position;
    }

    /** All values; only for tensors that are known to be small. */
    public float[] toArray() throws IOException {
        float[] values = new float[Math.toIntExact(size())];
        read(0, FloatBuffer.wrap(values));
        return values;
    }

    /**
     * How many bytes an array takes.
     *
     * @throws CheckpointException if that is more than any computer has
     */
    static long bytes(Path file, String name, List<Integer> shape, DType type) {
        try {
            return Math.multiplyExact(elements(shape), type.bytes());
        } catch (ArithmeticException e) {
            throw new CheckpointException(file, name + " " + shape + " is too large for any computer.", e);
        }
    }

    private static long elements(List<Integer> shape) {
        long count = 1;
        for (int dimension : shape) {
            count = Math.multiplyExact(count, dimension);
        }
        return count;
    }

    @Override
    public String toString() {
        return name + " " + type().numpyName() + shape;
    }
}
