package org.imagine4j.kernel.core;

/** Cursor positions: the protocol counts Unicode code points, Java strings count UTF-16 units. */
final class CodePoints {

    private CodePoints() {}

    /** The index in {@code text} of the code point number {@code position}, clamped to the text. */
    static int toIndex(String text, int position) {
        int clamped = Math.max(0, Math.min(position, text.codePointCount(0, text.length())));
        return text.offsetByCodePoints(0, clamped);
    }

    /** How many code points of {@code text} precede {@code index}. */
    static int fromIndex(String text, int index) {
        return text.codePointCount(0, Math.max(0, Math.min(index, text.length())));
    }
}
