package org.imagine4j.kernel.jshell;

import java.util.Set;

/**
 * A cell as the user wrote it and as Java reads it. Both have the same lines; lines with magics differ in their text.
 *
 * @param name where errors say they are, such as {@code In [3]} or {@code script.jsh}; may be empty
 * @param text what the user wrote
 * @param java what JShell evaluates
 * @param translatedLines numbers (from 1) of the lines whose text differs
 */
public record CellSource(String name, String text, String java, Set<Integer> translatedLines) {

    /** A cell that is Java as it stands. */
    public static CellSource plain(String name, String text) {
        return new CellSource(name, text, text, Set.of());
    }

    /** The number (from 1) of the line at an index into {@link #java}. */
    int lineAt(int index) {
        int line = 1;
        for (int i = 0; i < Math.min(index, java.length()); i++) {
            if (java.charAt(i) == '\n') {
                line++;
            }
        }
        return line;
    }

    /** The text of a line (from 1) as the user wrote it; empty beyond the end. */
    public String line(int number) {
        return text.lines().skip(Math.max(0, number - 1)).findFirst().orElse("");
    }

    public int lineCount() {
        return (int) text.lines().count();
    }
}
