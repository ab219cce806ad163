package org.imagine4j.kernel.core;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BiConsumer;

/**
 * Protects the front end from a cell that prints without end: what exceeds the limit goes to a temporary file, up to
 * {@value #MAX_FILE_CHARS} characters, and the cell says so once.
 */
final class OutputGuard {
    static final long MAX_FILE_CHARS = 250_000_000;

    private final OutputLimit limit;
    private final BiConsumer<StreamName, CharSequence> next;
    private long printed;
    private Writer rest;
    private long restChars;

    /** @param next takes what is within the limit */
    OutputGuard(OutputLimit limit, BiConsumer<StreamName, CharSequence> next) {
        this.limit = limit;
        this.next = next;
    }

    synchronized void print(StreamName stream, CharSequence text) {
        long room = limit.chars() - printed;
        if (text.length() <= room) {
            printed += text.length();
            next.accept(stream, text);
            return;
        }
        int cut = (int) Math.max(0, room);
        if (cut > 0 && Character.isHighSurrogate(text.charAt(cut - 1))) {
            cut--;
        }
        if (cut > 0) {
            next.accept(stream, text.subSequence(0, cut));
        }
        printed = Math.max(printed, limit.chars());
        keep(text.subSequence(cut, text.length()));
    }

    /** What was printed so far is gone from the front end. */
    synchronized void cleared() {
        printed = 0;
    }

    /** Whoever reads the file now sees all of it. */
    synchronized void flush() {
        if (rest != null) {
            try {
                rest.flush();
            } catch (IOException e) {
                restChars = MAX_FILE_CHARS;
            }
        }
    }

    private void keep(CharSequence text) {
        if (rest == null && restChars == 0) {
            open();
        }
        if (rest == null || restChars >= MAX_FILE_CHARS) {
            return;
        }
        try {
            rest.append(text);
            restChars += text.length();
        } catch (IOException e) {
            restChars = MAX_FILE_CHARS;
        }
    }

    private void open() {
        String where;
        try {
            Path file = Files.createTempFile("imagine-output-", ".txt");
            file.toFile().deleteOnExit();
            rest = Files.newBufferedWriter(file);
            where = "what follows is in " + file;
        } catch (IOException e) {
            restChars = MAX_FILE_CHARS;
            where = "what follows is left out";
        }
        next.accept(
                StreamName.STDERR,
                String.format(
                        Locale.ROOT,
                        "%nThis cell has printed %,d characters; to protect the browser, %s.%n"
                                + "%%output --limit none lifts the limit for this session.%n",
                        limit.chars(),
                        where));
    }
}
