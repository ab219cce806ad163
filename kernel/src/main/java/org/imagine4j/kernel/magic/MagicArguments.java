package org.imagine4j.kernel.magic;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a magic's argument line at blanks. Double quotes hold words together, {@code \"} is a quote and {@code \\} a
 * backslash, as in JJava; any other backslash stands for itself, so that Windows paths survive.
 */
public final class MagicArguments {

    private MagicArguments() {}

    public static List<String> split(String line) {
        List<String> arguments = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean escape =
                    c == '\\' && i + 1 < line.length() && (line.charAt(i + 1) == '"' || line.charAt(i + 1) == '\\');
            if (escape) {
                i++;
                word.append(line.charAt(i));
            } else if (c == '"') {
                if (quoted) {
                    arguments.add(word.toString());
                    word.setLength(0);
                }
                quoted = !quoted;
            } else if (!quoted && Character.isWhitespace(c)) {
                addWord(word, arguments);
            } else {
                word.append(c);
            }
        }
        addWord(word, arguments);
        return arguments;
    }

    private static void addWord(StringBuilder word, List<String> arguments) {
        if (word.length() > 0) {
            arguments.add(word.toString());
            word.setLength(0);
        }
    }
}
