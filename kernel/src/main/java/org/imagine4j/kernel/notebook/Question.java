package org.imagine4j.kernel.notebook;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cell that only asks what something is, as people know it from IPython: {@code name?} or {@code ?name}. Neither can be
 * Java.
 *
 * @param name an identifier, or several joined by dots
 */
record Question(String name) {
    private static final String NAME = "([\\p{L}_$][\\p{L}\\p{N}_$]*(?:\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*)";
    private static final Pattern QUESTION = Pattern.compile("\\s*(?:" + NAME + "\\?{1,2}|\\?{1,2}" + NAME + ")\\s*");

    static Optional<Question> parse(String code) {
        Matcher matcher = QUESTION.matcher(code);
        return matcher.matches()
                ? Optional.of(new Question(matcher.group(1) == null ? matcher.group(2) : matcher.group(1)))
                : Optional.empty();
    }
}
