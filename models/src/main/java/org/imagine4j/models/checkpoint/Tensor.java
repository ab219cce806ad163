package org.imagine4j.models.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * One named array of a checkpoint. Its values stay in the file until they are read.
 *
 * <p>The stored order is row-major. A tensor may lie in several stretches of the file (flax splits very large arrays),
 * which follow each other logically.
 */
public final class Tensor {

    private static final int BLOCK_BYTES = 1 << 18;

    /** A stretch of the file: offset and length in bytes. */
    record Stretch(long offset, long length) {}

    private final String name;
    private final DType type;
    private final List<Integer> shape;
    private final List<Stretch> stretches;
    private final FileChannel channel;

    Tensor(String name, DType type, List<Integer> shape, List<Stretch> stretches, FileChannel channel) {
        this.name = name;
        this.type = type;
        this.shape = List.copyOf(shape);
        this.stretches = List.copyOf(stretches);
        this.channel = channel;
    }

    /** Path of the parameter, for example {@code model/encoder/final_ln/bias}. */
    public String name() {
        return name;
    }

    public DType type() {
        return type;
    }

    /** Dimensions, outermost first. */
    public List<Integer> shape() {
        return shape;
    }

    /** Number of values. */
    public long size() {
        return elements(shape);
    }

    List<Stretch> stretches() {
        return stretches;
    }

    /** One entry of the leading axis, as scanned checkpoints stack their layers: {@code [n, …] → […]}. */
    public Tensor slice(int index) {
        if (shape.isEmpty() || index < 0 || index >= shape.get(0)) {
            throw new IndexOutOfBoundsException("Entry " + index + " of " + name + " " + shape);
        }
        List<Integer> rest = shape.subList(1, shape.size());
        long bytes = elements(rest) * type.bytes();
        return new Tensor(name + "[" + index + "]", type, rest, cut(index * bytes, bytes), channel);
    }

    /**
     * Reads values as 32-bit floats.
     *
     * @param first index of the first value, row-major
     * @param to receives as many values as it has room for
     * @throws IOException if the file cannot be read or ends too early
     */
    public void read(long first, FloatBuffer to) throws IOException {
        long bytes = (long) to.remaining() * type.bytes();
        ByteBuffer block = ByteBuffer.allocateDirect((int) Math.min(BLOCK_BYTES, Math.max(bytes, 1)))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (Stretch stretch : cut(first * type.bytes(), bytes)) {
            long position = stretch.offset;
            long end = stretch.offset + stretch.length;
            while (position < end) {
                block.clear().limit((int) Math.min(block.capacity(), end - position));
                while (block.hasRemaining()) {
                    int count = channel.read(block, position + block.position());
                    if (count < 0) {
                        throw new EOFException("The file ends inside " + name + ".");
                    }
                }
                position += block.limit();
                type.widen(block.flip(), to);
            }
        }
    }

    /** All values; only for tensors that are known to be small. */
    public float[] toArray() throws IOException {
        float[] values = new float[Math.toIntExact(size())];
        read(0, FloatBuffer.wrap(values));
        return values;
    }

    private List<Stretch> cut(long from, long length) {
        var result = new ArrayList<Stretch>();
        long start = 0;
        for (Stretch stretch : stretches) {
            long begin = Math.max(from, start);
            long end = Math.min(from + length, start + stretch.length);
            if (begin < end) {
                result.add(new Stretch(stretch.offset + begin - start, end - begin));
            }
            start += stretch.length;
        }
        return result;
    }

    static long elements(List<Integer> shape) {
        long count = 1;
        for (int dimension : shape) {
            count = Math.multiplyExact(count, dimension);
        }
        return count;
    }

    @Override
    public String toString() {
        return name + " " + type.numpyName() + shape;
    }
}
