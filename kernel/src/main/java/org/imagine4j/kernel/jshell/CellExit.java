package org.imagine4j.kernel.jshell;

/** Thrown in a cell that calls {@link System#exit}. */
public final class CellExit extends Error {
    private static final long serialVersionUID = 1L;

    CellExit(int status) {
        super("System.exit(" + status + ") ends this cell, not the session.\n"
                + "To end or restart the session use the front end's Kernel menu.");
    }
}
