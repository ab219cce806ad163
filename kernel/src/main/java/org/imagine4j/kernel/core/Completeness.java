package org.imagine4j.kernel.core;

/**
 * Whether code could run as it is.
 *
 * @param status the protocol's word: {@code complete}, {@code incomplete}, {@code invalid} or {@code unknown}
 * @param indent for incomplete code, what the next line should begin with
 */
public record Completeness(String status, String indent) {
    public static final Completeness COMPLETE = new Completeness("complete", "");
    public static final Completeness INVALID = new Completeness("invalid", "");
    public static final Completeness UNKNOWN = new Completeness("unknown", "");

    public static Completeness incomplete(String indent) {
        return new Completeness("incomplete", indent);
    }
}
