package org.imagine4j.kernel.magic;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line with a magic, while it is being typed.
 *
 * @param signedName with its percent signs, as far as it is there
 * @param nameStart the index of the first percent sign in the code
 * @param argumentsStart the index behind the name
 * @param end the index behind the line
 */
public record MagicLine(String signedName, int nameStart, int argumentsStart, int end) {
    private static final Pattern MAGIC = Pattern.compile("(?:^|=)[ \\t]*(%%?[\\p{L}\\p{N}_.-]*)");

    /** The magic on the line that holds an index; empty if there is none, or if it begins behind the index. */
    public static Optional<MagicLine> at(String code, int index) {
        int start = code.lastIndexOf('\n', index - 1) + 1;
        int end = code.indexOf('\n', index);
        end = end < 0 ? code.length() : end;
        Matcher matcher = MAGIC.matcher(code.substring(start, end));
        if (!matcher.find() || start + matcher.start(1) >= Math.max(index, 1)) {
            return Optional.empty();
        }
        return Optional.of(new MagicLine(matcher.group(1), start + matcher.start(1), start + matcher.end(1), end));
    }

    /** Whether an index is within the name, or right behind it. */
    public boolean isInName(int index) {
        return index <= argumentsStart;
    }
}
