package org.imagine4j.models;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** In which numbers a model's weights are kept and multiplied. It is part of what determines a picture. */
public enum Precision {
    /** 32-bit floats: the reference, and the best choice for small models. */
    FP32(4),
    /**
     * 8-bit integers for all matrices, with a scale for each output; inputs are rounded to 8 bits row by row as they
     * come, the rest stays in 32-bit floats. A quarter of the memory and of the time that reading it takes.
     */
    INT8(1),
    /** 16-bit floats, for graphics processors; slow on a CPU, which has to widen them. */
    FP16(2);

    /** From this many parameters on, a model runs in {@link #INT8} unless something else is asked for. */
    private static final long LARGE = 50_000_000;

    private final int bytes;

    Precision(int bytes) {
        this.bytes = bytes;
    }

    /** What a model of that many parameters is prepared in unless something else is asked for. */
    public static Precision recommended(long parameters) {
        return parameters >= LARGE ? INT8 : FP32;
    }

    /** The precision that a person calls so, in capitals or not. */
    public static Optional<Precision> of(String word) {
        return Arrays.stream(values())
                .filter(precision -> precision.word().equalsIgnoreCase(word.strip()))
                .findFirst();
    }

    /** What can be typed. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Precision::word).toList();
    }

    /** What a user types: {@code fp32}, {@code int8}, {@code fp16}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Bytes of one number of a matrix. */
    public int bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return word();
    }
}
