package org.imagine4j.inference.text;

/**
 * A part of a text, in UTF-16 units as {@link String} counts.
 *
 * @param start where it begins
 * @param end where it ends, exclusive; not before {@code start}
 */
public record Span(int start, int end) {

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("A span cannot go from " + start + " to " + end + ".");
        }
    }

    /** Whether nothing is in it. */
    public boolean isEmpty() {
        return start == end;
    }

    /** How long it is. */
    public int length() {
        return end - start;
    }

    /** What {@code text} has here. */
    public String of(String text) {
        return text.substring(start, end);
    }

    /** The same part, counted from an earlier place. */
    Span from(int offset) {
        return new Span(start + offset, end + offset);
    }
}
