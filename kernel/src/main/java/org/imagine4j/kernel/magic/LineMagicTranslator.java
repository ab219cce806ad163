package org.imagine4j.kernel.magic;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Translates the line magics of a cell to Java, line by line, so that line numbers stay true.
 *
 * <p>A {@code %name} is a magic where Java allows no percent sign: at the start of a statement, or right after
 * {@code =} or {@code return}. It ends with its line. In a string, a text block, a character or a comment it is left
 * alone, and so is the remainder operator, also where an expression goes on in a new line. The one doubtful case, a line
 * that follows an expression without a semicolon, is taken for a magic if it is not indented and its name is known.
 */
public final class LineMagicTranslator {

    /** Runs a magic that stands alone: its value is shown unless the magic has shown it. */
    private static final String STATEMENT = "org.imagine4j.kernel.Notebook.runMagic(%s);";

    /** Words after which a statement starts. */
    private static final Set<String> STATEMENT_WORDS = Set.of("else", "do");

    /** Runs a magic for its value. */
    private static final String VALUE = "%sorg.imagine4j.kernel.Notebook.lineMagic(%s);";

    private final Predicate<String> isKnown;
    private final Function<String, Optional<String>> valueType;
    private final BiFunction<String, String, List<String>> arguments;

    /**
     * @param isKnown whether there is a line magic of that name
     * @param valueType the Java type of a line magic's value, if it is known and can be written in source code
     * @param arguments splits what stands behind a line magic's name
     */
    public LineMagicTranslator(
            Predicate<String> isKnown,
            Function<String, Optional<String>> valueType,
            BiFunction<String, String, List<String>> arguments) {
        this.isKnown = isKnown;
        this.valueType = valueType;
        this.arguments = arguments;
    }

    /**
     * A translated cell.
     *
     * @param java the cell in Java
     * @param lines numbers (from 1) of the lines that held magics
     */
    public record Translation(String java, Set<Integer> lines) {}

    public Translation translate(String cell) {
        return cell.indexOf('%') < 0 ? new Translation(cell, Set.of()) : new Scan(cell, false).run();
    }

    /** Overwrites the line magics of a cell with Java of the same length that does nothing: every index stays true. */
    public String mask(String cell) {
        return cell.indexOf('%') < 0 ? cell : new Scan(cell, true).run().java();
    }

    /** One pass over a cell; remembers just enough of Java's grammar to know where a statement starts. */
    private final class Scan {
        private final String cell;
        private final boolean masking;
        private final StringBuilder java = new StringBuilder();
        private final Set<Integer> lines = new TreeSet<>();
        private int at;
        private int line = 1;
        private int parentheses;
        private boolean lineIsBlank = true;

        /** The last character that is neither blank nor comment; {@code ;} at the start. */
        private char previous = ';';

        /** Where {@link #previous} ends in {@link #java}. */
        private int previousEnd;

        /** The identifier or keyword that ends at {@link #previousEnd}; empty if it is something else. */
        private String previousWord = "";

        Scan(String cell, boolean masking) {
            this.cell = cell;
            this.masking = masking;
        }

        Translation run() {
            while (at < cell.length()) {
                char c = cell.charAt(at);
                if (c == '%' && isMagicHere() && masking) {
                    maskMagic();
                } else if (c == '%' && isMagicHere()) {
                    translateMagic();
                } else if (c == '\n') {
                    copy(1);
                    line++;
                    lineIsBlank = true;
                } else if (Character.isWhitespace(c)) {
                    copy(1);
                } else if (cell.startsWith("//", at)) {
                    copyThrough(lineEnd());
                } else if (cell.startsWith("/*", at)) {
                    int end = cell.indexOf("*/", at + 2);
                    copyThrough(end < 0 ? cell.length() : end + 2);
                } else if (cell.startsWith("\"\"\"", at)) {
                    literal(endOfLiteral("\"\"\"", false));
                } else if (c == '"' || c == '\'') {
                    literal(endOfLiteral(String.valueOf(c), true));
                } else if (Character.isJavaIdentifierStart(c)) {
                    int end = at;
                    while (end < cell.length() && Character.isJavaIdentifierPart(cell.charAt(end))) {
                        end++;
                    }
                    String word = cell.substring(at, end);
                    copy(end - at);
                    significant(word.charAt(word.length() - 1), word);
                } else {
                    parentheses += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
                    copy(1);
                    significant(c, "");
                }
            }
            return new Translation(java.toString(), lines);
        }

        private boolean isMagicHere() {
            if (at + 1 >= cell.length() || !isNameStart(cell.charAt(at + 1))) {
                return false;
            }
            if (isValuePosition()) {
                return true;
            }
            boolean statementStart =
                    switch (previous) {
                        case ';', '{' -> true;
                        case '}' -> lineIsBlank;
                        default -> lineIsBlank && STATEMENT_WORDS.contains(previousWord);
                    };
            return statementStart || followsUnfinishedStatement();
        }

        /** Whether a known magic follows, at the start of its line, a statement that lacks its semicolon. */
        private boolean followsUnfinishedStatement() {
            boolean startsLine = at > 0 && cell.charAt(at - 1) == '\n';
            return startsLine
                    && parentheses == 0
                    && endsOperand()
                    && !STATEMENT_WORDS.contains(previousWord)
                    && isKnown.test(name());
        }

        private boolean isValuePosition() {
            return previous == '=' || previousWord.equals("return");
        }

        /** Whether what precedes could be the whole of an expression. */
        private boolean endsOperand() {
            return Character.isJavaIdentifierPart(previous) || ")]\"'".indexOf(previous) >= 0;
        }

        private void maskMagic() {
            int end = lineEnd();
            String nothing = isValuePosition() ? "0;" : ";";
            java.append(nothing).append(" ".repeat(end - at - nothing.length()));
            at = end;
            significant(';', "");
        }

        private void translateMagic() {
            boolean value = isValuePosition();
            int end = lineEnd();
            String name = name();
            String rest = cell.substring(at + 1 + name.length(), end).strip();
            if (value && rest.endsWith(";")) {
                rest = rest.substring(0, rest.length() - 1);
            }
            if (!value && followsUnfinishedStatement()) {
                java.insert(previousEnd, ';');
            }
            String call = literalOf(name) + ", java.util.List.of("
                    + arguments.apply(name, rest).stream()
                            .map(LineMagicTranslator::literalOf)
                            .collect(Collectors.joining(", "))
                    + ")";
            String cast = valueType.apply(name).map(type -> "(" + type + ") ").orElse("");
            java.append(value ? VALUE.formatted(cast, call) : STATEMENT.formatted(call));
            lines.add(line);
            at = end;
            significant(';', "");
        }

        private String name() {
            int end = at + 1;
            while (end < cell.length() && isNamePart(cell.charAt(end))) {
                end++;
            }
            return cell.substring(at + 1, end);
        }

        private void literal(int end) {
            copyThrough(end);
            significant('"', "");
        }

        /** The index after the literal that begins here; the end of the line or cell if it is not closed. */
        private int endOfLiteral(String delimiter, boolean endsWithLine) {
            int i = at + delimiter.length();
            while (i < cell.length()) {
                if (cell.charAt(i) == '\\') {
                    i++;
                } else if (cell.startsWith(delimiter, i)) {
                    return i + delimiter.length();
                } else if (endsWithLine && cell.charAt(i) == '\n') {
                    return i;
                }
                i++;
            }
            return cell.length();
        }

        private int lineEnd() {
            int end = cell.indexOf('\n', at);
            if (end < 0) {
                return cell.length();
            }
            return end > at && cell.charAt(end - 1) == '\r' ? end - 1 : end;
        }

        private void significant(char c, String word) {
            previous = c;
            previousWord = word;
            previousEnd = java.length();
            lineIsBlank = false;
        }

        private void copyThrough(int end) {
            int stop = Math.min(end, cell.length());
            for (int i = at; i < stop; i++) {
                line += cell.charAt(i) == '\n' ? 1 : 0;
            }
            copy(stop - at);
        }

        private void copy(int count) {
            java.append(cell, at, at + count);
            at += count;
        }
    }

    private static boolean isNameStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    private static String literalOf(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case '\t' -> literal.append("\\t");
                default -> {
                    if (c < ' ') {
                        literal.append("\\")
                                .append(Integer.toOctalString(0x40 | c).substring(1));
                    } else {
                        literal.append(c);
                    }
                }
            }
        }
        return literal.append('"').toString();
    }
}
