package org.imagine4j.kernel.magic.builtin;

import java.util.Locale;
import java.util.UUID;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.imagine4j.kernel.maven.MavenProgress;

/** Shows downloads in one line that is replaced in place; shows nothing as long as there are none. */
final class Downloads implements MavenProgress {
    private static final long PERIOD_NANOS = 200_000_000;
    private static final double MEGABYTE = 1e6;

    private final Session session;
    private final String id = UUID.randomUUID().toString();
    private volatile boolean cancelled;
    private boolean shown;
    private long lastShown;
    private int files;
    private long bytes;

    Downloads(Session session) {
        this.session = session;
    }

    @Override
    public synchronized void transferred(String file, long done, long total) {
        boolean finished = done == total && done > 0;
        if (finished) {
            files++;
            bytes += done;
        }
        if (System.nanoTime() - lastShown > PERIOD_NANOS || !shown) {
            lastShown = System.nanoTime();
            show("Downloading " + file + (total > 0 ? String.format(Locale.ROOT, " %d %%", 100 * done / total) : "")
                    + " \u2026");
        }
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    /** Nobody waits any more; what was shown becomes a summary. */
    synchronized void cancel() {
        cancelled = true;
        if (shown) {
            show(String.format(Locale.ROOT, "Downloaded %d files, %.1f MB", files, bytes / MEGABYTE));
        }
    }

    private void show(String line) {
        DisplayData data = new DisplayData(line);
        data.putTransientData(DisplayData.DISPLAY_ID_KEY, id);
        if (shown) {
            session.updateDisplay(data);
        } else {
            session.display(data);
            shown = true;
        }
    }
}
