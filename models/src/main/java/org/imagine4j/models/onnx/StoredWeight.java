package org.imagine4j.models.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A weight in the form in which it lies in the weight file.
 *
 * @param name its key there
 * @param type of its numbers
 * @param shape dimensions, outermost first
 * @param content writes the numbers, row-major and little endian
 */
record StoredWeight(String name, ElementType type, List<Integer> shape, Content content) {

    /** Produces bytes in blocks. */
    @FunctionalInterface
    interface Content {
        void writeTo(Sink sink) throws IOException;
    }

    /** Takes bytes, in order. */
    @FunctionalInterface
    interface Sink {
        void put(ByteBuffer block) throws IOException;
    }

    /** As 32-bit floats. */
    static StoredWeight floats(Weight weight) {
        return new StoredWeight(weight.name(), ElementType.FLOAT, weight.shape(), sink -> {
            Block block = new Block();
            weight.values().writeTo(values -> {
                ByteBuffer bytes = block.of(values.remaining() * Float.BYTES);
                bytes.asFloatBuffer().put(values);
                sink.put(bytes);
            });
        });
    }

    /** As 16-bit floats, rounded to the nearest; under a name of their own, for some graphs want the same as floats. */
    static StoredWeight halves(Weight weight) {
        return new StoredWeight(weight.name() + "/fp16", ElementType.FLOAT16, weight.shape(), sink -> {
            Block block = new Block();
            weight.values().writeTo(values -> {
                ByteBuffer bytes = block.of(values.remaining() * Short.BYTES);
                while (values.hasRemaining()) {
                    bytes.putShort(HalfFloat.bits(values.get()));
                }
                sink.put(bytes.flip());
            });
        });
    }

    /** How many bytes it takes. */
    long bytes() {
        return shape.stream().mapToLong(Integer::longValue).reduce(type.bytes(), Math::multiplyExact);
    }

    /** Memory outside the Java heap that is used again for every block. */
    private static final class Block {

        private ByteBuffer bytes = ByteBuffer.allocateDirect(0);

        ByteBuffer of(int size) {
            if (size > bytes.capacity()) {
                bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
            }
            return bytes.clear().limit(size);
        }
    }
}
