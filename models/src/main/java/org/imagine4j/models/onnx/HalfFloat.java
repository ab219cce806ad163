package org.imagine4j.models.onnx;

/** IEEE 754 binary16; {@code Float.floatToFloat16} only exists since Java 20. */
final class HalfFloat {

    private static final int FRACTION_BITS_LESS = 23 - 10;
    private static final int SMALLEST_NORMAL = 0x38800000;
    private static final int TOO_LARGE = 0x477ff000;
    private static final int INFINITY = 0x7f800000;

    private HalfFloat() {}

    /** The bits of the nearest 16-bit float, the even one of two that are equally near. */
    static short bits(float value) {
        int bits = Float.floatToIntBits(value);
        int sign = (bits >>> 16) & 0x8000;
        int magnitude = bits & 0x7fffffff;
        if (magnitude > INFINITY) {
            return (short) (sign | 0x7e00);
        }
        if (magnitude >= TOO_LARGE) {
            return (short) (sign | 0x7c00);
        }
        if (magnitude < SMALLEST_NORMAL) {
            // A step of the subnormal numbers is 2^-24, and the processor rounds to the even one.
            return (short) (sign | (int) Math.rint((double) Float.intBitsToFloat(magnitude) * 0x1p24));
        }
        int even = (magnitude >>> FRACTION_BITS_LESS) & 1;
        int rounded = magnitude + (1 << (FRACTION_BITS_LESS - 1)) - 1 + even;
        return (short) (sign | ((rounded - (0x70 << 23)) >>> FRACTION_BITS_LESS));
    }
}
