package org.imagine4j.kernel.maven;

/** Artefacts that cannot be had. The message says why and what to do, in two lines. */
public final class MavenException extends Exception {
    private static final long serialVersionUID = 1L;

    MavenException(String message, Throwable cause) {
        super(message, cause);
    }
}
