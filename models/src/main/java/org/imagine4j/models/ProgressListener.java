package org.imagine4j.models;

/** Watches a long piece of work; called often, on the thread that works. */
@FunctionalInterface
public interface ProgressListener {

    /** Watches nothing. */
    ProgressListener SILENT = progress -> {};

    void progressed(Progress progress);
}
