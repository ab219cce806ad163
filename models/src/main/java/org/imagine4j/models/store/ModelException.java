package org.imagine4j.models.store;

/** A model cannot be had. The message is for the user: what went wrong and, on a second line, what to do next. */
public final class ModelException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
