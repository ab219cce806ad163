package org.imagine4j.install.repl;

import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedCharSequence.ForceMode;
import org.jline.utils.AttributedString;

/**
 * Where cells are shown. A line of progress at the bottom is replaced by whatever comes next. Colours and progress appear
 * only where a person reads along. Safe for several threads.
 */
final class Screen {

    private static final String ERASE_LINE = "\r\u001b[2K";
    private static final int WIDEST_PICTURE = 100;

    /** What stays visible beside a picture: the line that asked for it, and what is said about it. */
    private static final int OTHER_ROWS = 5;

    private static final int ALL_COLOURS = 1 << 24;

    private final Terminal terminal;
    private final PrintWriter out;
    private final boolean interactive;
    private boolean progress;

    private final boolean trueColour;

    /**
     * @param terminal what knows its size
     * @param trueColour whether it shows all colours; otherwise those that it says it has
     * @param out where text goes
     * @param interactive whether a person reads along
     */
    Screen(Terminal terminal, boolean trueColour, PrintWriter out, boolean interactive) {
        this.terminal = terminal;
        this.trueColour = trueColour;
        this.out = out;
        this.interactive = interactive;
    }

    boolean isInteractive() {
        return interactive;
    }

    /** Shows a picture as large as fits. */
    void picture(BufferedImage picture) {
        int rows = Math.max(1, terminal.getHeight() - OTHER_ROWS);
        int columnsOfRows = Math.max(1, 2 * rows * picture.getWidth() / picture.getHeight());
        int columns = Math.min(WIDEST_PICTURE, Math.max(1, terminal.getWidth()));
        lines(HalfBlocks.of(picture, Math.min(columns, columnsOfRows)));
    }

    /** Text as it is, with ANSI colours in it where they are understood. */
    synchronized void print(CharSequence text) {
        eraseProgress();
        out.print(interactive ? text : AttributedString.stripAnsi(text.toString()));
        out.flush();
    }

    private synchronized void lines(List<AttributedString> lines) {
        eraseProgress();
        lines.forEach(line ->
                out.println(trueColour ? line.toAnsi(ALL_COLOURS, ForceMode.ForceTrueColors) : line.toAnsi(terminal)));
        out.flush();
    }

    /** Replaces the line of progress; nothing where no person reads along. */
    synchronized void progress(String text) {
        if (interactive) {
            String line = text.substring(0, Math.min(text.length(), Math.max(1, terminal.getWidth() - 1)));
            out.print(ERASE_LINE + line);
            out.flush();
            progress = true;
        }
    }

    private void eraseProgress() {
        if (progress) {
            out.print(ERASE_LINE);
            progress = false;
        }
    }
}
