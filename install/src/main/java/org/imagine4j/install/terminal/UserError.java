package org.imagine4j.install.terminal;

import java.util.Objects;

/** Something the user can do something about: shown as two lines, never as a stack trace. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * @param message what went wrong, with the offending value
     * @param remedy what to do next
     */
    public UserError(String message, String remedy) {
        super(message);
        this.remedy = Objects.requireNonNull(remedy, "remedy");
    }

    /**
     * What another part of the program says in two lines: what went wrong, what to do next.
     *
     * @param message one line or more
     * @param remedy what to do next, should there be only one line
     */
    public static UserError ofLines(String message, String remedy) {
        String[] lines = message.split("\n", 2);
        return new UserError(lines[0], lines.length > 1 ? lines[1] : remedy);
    }

    /** What to do next. */
    public String remedy() {
        return remedy;
    }
}
