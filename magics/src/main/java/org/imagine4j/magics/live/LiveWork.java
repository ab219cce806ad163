package org.imagine4j.magics.live;

import java.time.Duration;
import org.imagine4j.magics.notebook.Display;
import org.imagine4j.magics.notebook.Notebook;
import org.imagine4j.magics.render.NoteView;
import org.imagine4j.magics.render.View;
import org.imagine4j.magics.render.WorkView;
import org.imagine4j.models.Progress;
import org.imagine4j.models.ProgressListener;
import org.imagine4j.models.ProgressMeter;

/** Long work on a model in one display: a bar that moves, and its result in the end. The stop button stops it. */
public final class LiveWork {

    private static final long BETWEEN_UPDATES = Duration.ofMillis(150).toNanos();

    /** What is done. */
    @FunctionalInterface
    public interface Work {

        /**
         * Does it.
         *
         * @return what to show when it is done
         * @throws InterruptedException if it was stopped
         */
        View run(ProgressListener listener) throws InterruptedException;
    }

    private final ProgressMeter meter = new ProgressMeter();
    private final String name;
    private final String whenStopped;
    private final Display display;
    private Progress shown;
    private long updated;

    /**
     * Opens the display.
     *
     * @param name what is done, in a few words
     * @param whenStopped what to tell somebody who stopped it
     */
    public LiveWork(Notebook notebook, String name, String whenStopped) {
        this.name = name;
        this.whenStopped = whenStopped;
        this.display = notebook.display(new WorkView(0, name));
    }

    /** Does the work. An interrupt of the thread stops it, and is used up. */
    public void run(Work work) {
        try {
            display.update(work.run(this::progressed));
        } catch (InterruptedException e) {
            display.update(new NoteView("Stopped " + name + ". " + whenStopped));
        } catch (RuntimeException | Error e) {
            display.update(new NoteView(name + ": ended by an error"));
            throw e;
        }
    }

    private void progressed(Progress progress) {
        String line = meter.line(progress);
        long now = System.nanoTime();
        if (shown == null || progress.stage() != shown.stage() || now - updated >= BETWEEN_UPDATES) {
            shown = progress;
            updated = now;
            display.update(new WorkView(progress.share(), line));
        }
    }
}
