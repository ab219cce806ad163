package org.imagine4j.models.checkpoint;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Optional;

/** How a checkpoint stores numbers; all of them can be read as 32-bit floats. */
public enum DType {
    FLOAT32("float32", 4) {
        @Override
        void widen(ByteBuffer from, FloatBuffer to) {
            to.put(from.asFloatBuffer());
        }

        @Override
        float get(ByteBuffer from, int index) {
            return from.getFloat(index);
        }
    },
    FLOAT16("float16", 2) {
        @Override
        float get(ByteBuffer from, int index) {
            return float16(from.getShort(index));
        }
    },
    BFLOAT16("bfloat16", 2) {
        @Override
        float get(ByteBuffer from, int index) {
            return Float.intBitsToFloat(from.getShort(index) << 16);
        }
    },
    /** No weights, but numbers such as positions, which some checkpoints carry along. */
    INT64("int64", 8) {
        @Override
        float get(ByteBuffer from, int index) {
            return from.getLong(index);
        }
    };

    private final String numpyName;
    private final int bytes;

    DType(String numpyName, int bytes) {
        this.numpyName = numpyName;
        this.bytes = bytes;
    }

    /** Size of one number in bytes. */
    public int bytes() {
        return bytes;
    }

    /** The name numpy gives it, for example {@code float16}. */
    public String numpyName() {
        return numpyName;
    }

    /** The type numpy calls {@code name}, if it is one that holds weights. */
    public static Optional<DType> ofNumpyName(String name) {
        for (DType type : values()) {
            if (type.numpyName.equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Moves all numbers of {@code from} (little endian), from its position to its limit, to {@code to}. */
    void widen(ByteBuffer from, FloatBuffer to) {
        for (int index = from.position(); index < from.limit(); index += bytes) {
            to.put(get(from, index));
        }
    }

    /** The number at a byte index of {@code from} (little endian). */
    abstract float get(ByteBuffer from, int index);

    /** The value of IEEE 754 binary16 bits; {@code Float.float16ToFloat} only exists since Java 20. */
    private static float float16(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = (bits >> 10) & 0x1f;
        int fraction = bits & 0x3ff;
        if (exponent == 0) {
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        int wideExponent = exponent == 31 ? 255 : exponent + 112;
        return Float.intBitsToFloat(sign | wideExponent << 23 | fraction << 13);
    }
}
