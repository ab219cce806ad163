package org.imagine4j.install.models;

import java.util.Locale;
import org.imagine4j.install.terminal.Terminal;
import org.imagine4j.models.Progress;
import org.imagine4j.models.Progress.Stage;
import org.imagine4j.models.ProgressListener;
import org.imagine4j.models.ProgressMeter;

/** Progress in the terminal: a line that is rewritten, or, where nobody reads along, a line for every tenth. */
public final class ProgressBar implements ProgressListener {

    private static final int BAR = 16;
    private static final int LINE = 79;
    private static final long BETWEEN_UPDATES = 100_000_000;

    private final Terminal terminal;
    private final ProgressMeter meter = new ProgressMeter();
    private Stage stage;
    private int tenth;
    private double shown;
    private long updated = System.nanoTime() - BETWEEN_UPDATES;

    /** @param terminal where to show it */
    public ProgressBar(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void progressed(Progress progress) {
        String line = meter.line(progress);
        if (progress.stage() == Stage.WAITING) {
            terminal.note(line);
        } else if (terminal.isInteractive()) {
            rewrite(progress, line);
        } else {
            note(progress, line);
        }
    }

    private void rewrite(Progress progress, String line) {
        long now = System.nanoTime();
        boolean justComplete = progress.share() == 1 && shown < 1;
        if (now - updated >= BETWEEN_UPDATES || justComplete) {
            updated = now;
            shown = progress.share();
            int filled = (int) (BAR * progress.share());
            String text = String.format(
                    Locale.ROOT,
                    "%s%s %3d %%  %s",
                    "#".repeat(filled),
                    ".".repeat(BAR - filled),
                    (int) (100 * progress.share()),
                    line);
            terminal.progress(text.length() <= LINE ? text : text.substring(0, LINE - 3) + "...");
        }
    }

    private void note(Progress progress, String line) {
        int now = (int) (10 * progress.share());
        if (progress.stage() != stage || now > tenth) {
            stage = progress.stage();
            tenth = now;
            terminal.note(String.format(Locale.ROOT, "%3d %%  %s", (int) (100 * progress.share()), line));
        }
    }
}
