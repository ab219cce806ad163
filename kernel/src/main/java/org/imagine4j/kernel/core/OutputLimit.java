package org.imagine4j.kernel.core;

/** How many characters a cell may print into the notebook; the rest goes to a file. Safe for use by any thread. */
public final class OutputLimit {
    /** More than a person reads, less than a browser chokes on. */
    public static final long DEFAULT_CHARS = 5_000_000;

    /** No limit. */
    public static final long NONE = Long.MAX_VALUE;

    private volatile long chars = DEFAULT_CHARS;

    /** The limit for each cell, from its next print on. */
    public long chars() {
        return chars;
    }

    /** Sets the limit for this session. */
    public void set(long newChars) {
        chars = newChars;
    }
}
