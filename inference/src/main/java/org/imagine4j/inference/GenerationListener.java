package org.imagine4j.inference;

/** Hears how a generation grows. Called on the generating thread, so what a listener does costs the run time. */
@FunctionalInterface
public interface GenerationListener {

    /** Hears nothing. */
    GenerationListener SILENT = progress -> {};

    /**
     * Called once before the first row and then after every row of tokens.
     *
     * @param progress the state right now; valid only during the call
     */
    void progressed(Progress progress);
}
