package org.imagine4j.models.store;

import org.imagine4j.models.Progress;
import org.imagine4j.models.Progress.Stage;
import org.imagine4j.models.ProgressListener;

/** Adds up what an import has written, and tells. */
final class ImportMeter {

    private final String name;
    private final long total;
    private final ProgressListener listener;
    private long done;

    /**
     * @param name the model's
     * @param total bytes to write, about
     */
    ImportMeter(String name, long total, ProgressListener listener) {
        this.name = name;
        this.total = total;
        this.listener = listener;
    }

    void wrote(long bytes) {
        done += bytes;
        listener.progressed(new Progress(Stage.IMPORTING, name, Math.min(done, total), total));
    }
}
