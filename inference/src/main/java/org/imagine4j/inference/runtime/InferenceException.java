package org.imagine4j.inference.runtime;

/** ONNX Runtime could not load or run a graph. The message says which and why. */
public final class InferenceException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public InferenceException(String message, Throwable cause) {
        super(message + "\n" + cause.getMessage(), cause);
    }
}
