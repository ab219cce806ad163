package org.imagine4j.kernel.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

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

    /**
     * Splits a line of which only the options in front are words: what follows them is the last argument as it stands.
     *
     * @param values how many values an option takes; negative if there is no such option
     */
    static List<String> splitVerbatim(String line, ToIntFunction<String> values) {
        List<String> arguments = new ArrayList<>();
        String rest = line.strip();
        while (rest.startsWith("-")) {
            String word = firstWord(rest);
            int count = values.applyAsInt(word.replaceFirst("=.*", ""));
            if (count < 0) {
                break;
            }
            for (int i = word.contains("=") ? count : 0; i <= count && !rest.isEmpty(); i++) {
                word = firstWord(rest);
                arguments.add(word);
                rest = rest.substring(word.length()).strip();
            }
        }
        if (!rest.isEmpty()) {
            arguments.add(rest);
        }
        return arguments;
    }

    private static String firstWord(String line) {
        int end = 0;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        return line.substring(0, end);
    }

    private static void addWord(StringBuilder word, List<String> arguments) {
        if (word.length() > 0) {
            arguments.add(word.toString());
            word.setLength(0);
        }
    }
}
