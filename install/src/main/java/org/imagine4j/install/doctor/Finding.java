package org.imagine4j.install.doctor;

import java.util.Optional;
import org.imagine4j.install.terminal.Mark;

/**
 * What a check found.
 *
 * @param mark whether it works
 * @param subject what was looked at
 * @param detail what was found there
 * @param remedy what to do about it, if there is something to do
 */
public record Finding(Mark mark, String subject, String detail, Optional<String> remedy) {

    static Finding good(String subject, String detail) {
        return new Finding(Mark.GOOD, subject, detail, Optional.empty());
    }

    static Finding note(String subject, String detail, String remedy) {
        return new Finding(Mark.NOTE, subject, detail, Optional.of(remedy));
    }

    static Finding bad(String subject, String detail, String remedy) {
        return new Finding(Mark.BAD, subject, detail, Optional.of(remedy));
    }
}
