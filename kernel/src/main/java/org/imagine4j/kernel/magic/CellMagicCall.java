package org.imagine4j.kernel.magic;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cell that begins with {@code %%name arguments}; the lines below are the body.
 *
 * @param name without the percent signs
 * @param line what stands behind the name
 */
public record CellMagicCall(String name, String line, String body) {
    private static final Pattern FIRST_LINE =
            Pattern.compile("\\s*%%([\\p{L}_][\\p{L}\\p{N}_.-]*)[ \\t]*([^\\r\\n]*)\\R?");

    /** Reads a cell; empty if it is not a cell magic. */
    public static Optional<CellMagicCall> parse(String cell) {
        Matcher matcher = FIRST_LINE.matcher(cell);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        return Optional.of(
                new CellMagicCall(matcher.group(1), matcher.group(2).strip(), cell.substring(matcher.end())));
    }
}
