package org.imagine4j.install.terminal;

import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * The person's terminal. Results go to standard output, progress and errors to standard error, so that output can be
 * piped. Colours and the rewritten progress line appear only where a person reads along; symbols beyond ASCII only
 * where the terminal's character set has them.
 */
public final class Terminal {
    private static final String ERASE_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final PrintStream err;
    private final Ansi ansi;
    private final boolean unicode;
    private boolean progressShown;

    /**
     * @param out where results go
     * @param err where progress and errors go
     * @param ansi whether escape sequences are understood
     * @param charset the terminal's character set
     */
    public Terminal(PrintStream out, PrintStream err, Ansi ansi, Charset charset) {
        this.out = out;
        this.err = err;
        this.ansi = ansi;
        this.unicode = charset.newEncoder().canEncode("✓●✗→");
    }

    /** This process's own terminal. */
    public static Terminal ofThisProcess() {
        return new Terminal(System.out, System.err, Ansi.AUTO, Charset.defaultCharset());
    }

    /** Whether a person reads along. */
    public boolean isInteractive() {
        return ansi.enabled();
    }

    /** Whether this program was started from a terminal, whose keys such as Ctrl-C reach it and what it starts. */
    @SuppressWarnings("SystemConsoleNull") // Java 22 and later is asked
    public static boolean hasKeyboard() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }

    /** A line of the result. */
    public void line(String text) {
        clearProgress();
        out.println(text);
    }

    /** A line of the result that begins with a sign. */
    public void line(Mark mark, String text) {
        line(styled(mark.text(unicode), mark.colour()) + " " + text);
    }

    /** A line that tells what is being done and is not part of the result. */
    public void note(String text) {
        clearProgress();
        err.println(text);
    }

    /** Replaces the line of progress; nothing where no person reads along. */
    public void progress(String text) {
        if (isInteractive()) {
            err.print(ERASE_LINE + styled(text, Style.faint));
            err.flush();
            progressShown = true;
        }
    }

    /** What went wrong and what to do about it, in two lines. */
    public void error(UserError error) {
        note(styled(Mark.BAD.text(unicode), Mark.BAD.colour()) + " " + error.getMessage());
        note("  " + arrow() + error.remedy());
    }

    /** Emphasised text. */
    public String bold(String text) {
        return styled(text, Style.bold);
    }

    /** Text that steps back. */
    public String faint(String text) {
        return styled(text, Style.faint);
    }

    /** The sign that leads from a finding to what can be done about it, with a blank after it. */
    public String arrow() {
        return unicode ? "→ " : "-> ";
    }

    /** A path as people read it: relative to where they are if it lies below, otherwise absolute. */
    public static String readable(Path path, Path workingFolder) {
        Path absolute = path.toAbsolutePath().normalize();
        Path base = workingFolder.toAbsolutePath().normalize();
        return absolute.startsWith(base) && !absolute.equals(base)
                ? base.relativize(absolute).toString()
                : absolute.toString();
    }

    private String styled(String text, IStyle style) {
        return ansi.enabled() ? Style.on(style) + text + Style.off(style) : text;
    }

    private void clearProgress() {
        if (progressShown) {
            err.print(ERASE_LINE);
            err.flush();
            progressShown = false;
        }
    }
}
