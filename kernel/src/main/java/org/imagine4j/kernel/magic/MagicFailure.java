package org.imagine4j.kernel.magic;

/** A magic has failed; the cause is what it threw. The message is written for the user. */
public final class MagicFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MagicFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
