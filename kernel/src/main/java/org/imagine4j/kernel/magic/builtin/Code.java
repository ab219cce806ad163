package org.imagine4j.kernel.magic.builtin;

import java.util.Optional;

/** The code that a magic is about. */
final class Code {

    private Code() {}

    /**
     * What stands on the magic's line, then what stands below it, on the lines it has in its cell.
     *
     * @throws IllegalArgumentException if there is none
     */
    static String of(String magic, String line, Optional<String> body) {
        String code = (line == null ? "" : line) + body.map(text -> "\n" + text).orElse("");
        if (code.isBlank()) {
            throw new IllegalArgumentException("There is nothing to time.\n" + magic + " 1 + 1 shows how it is used.");
        }
        return code;
    }
}
