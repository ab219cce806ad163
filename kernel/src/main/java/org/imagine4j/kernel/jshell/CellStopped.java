package org.imagine4j.kernel.jshell;

/** Thrown inside a cell that the user has interrupted. An error, so that {@code catch (Exception e)} does not hold it. */
public final class CellStopped extends Error {
    private static final long serialVersionUID = 1L;

    CellStopped() {
        super("Interrupted");
    }
}
