package org.imagine4j.inference.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A text rewritten.
 *
 * @param after the new text
 * @param edits gives the places where it differs from the old one, from left to right; asked only by those who look
 */
record Rewriting(String after, Supplier<List<TextEdit>> edits) {

    /** A part of a text that stays together when two texts are compared: an HTML entity, a word, blanks, a character. */
    private static final Pattern UNIT = Pattern.compile("&#?\\w+;|[\\p{L}\\p{N}]+|\\s+|.", Pattern.DOTALL);

    /** Beyond this many comparisons two texts are not compared word by word. */
    private static final int MAX_COMPARISONS = 4_000_000;

    /** Replaces every match; {@code replacement} is taken as it is. */
    static Rewriting replacing(Pattern pattern, Function<MatchResult, String> replacement, String before) {
        Matcher matcher = pattern.matcher(before);
        List<Span> places = new ArrayList<>();
        List<String> replacements = new ArrayList<>();
        while (matcher.find()) {
            places.add(new Span(matcher.start(), matcher.end()));
            replacements.add(replacement.apply(matcher));
        }
        return replacing(places, replacements, before);
    }

    /** Replaces every match; {@code $1} in {@code replacement} is its first group. */
    static Rewriting replacing(Pattern pattern, String replacement, String before) {
        Matcher matcher = pattern.matcher(before);
        StringBuilder after = new StringBuilder();
        List<TextEdit> edits = new ArrayList<>();
        int unchanged = 0;
        while (matcher.find()) {
            int start = after.length() + matcher.start() - unchanged;
            matcher.appendReplacement(after, replacement);
            edits.add(new TextEdit(new Span(matcher.start(), matcher.end()), new Span(start, after.length())));
            unchanged = matcher.end();
        }
        String text = matcher.appendTail(after).toString();
        return new Rewriting(text, () -> tight(before, text, edits));
    }

    /** Puts texts in the place of others. */
    static Rewriting replacing(List<Span> places, List<String> replacements, String before) {
        StringBuilder after = new StringBuilder();
        List<TextEdit> edits = new ArrayList<>();
        int unchanged = 0;
        for (int i = 0; i < places.size(); i++) {
            Span place = places.get(i);
            int start = after.append(before.substring(unchanged, place.start())).length();
            after.append(replacements.get(i));
            edits.add(new TextEdit(place, new Span(start, after.length())));
            unchanged = place.end();
        }
        String text = after.append(before, unchanged, before.length()).toString();
        return new Rewriting(text, () -> tight(before, text, edits));
    }

    /** Two texts of which nobody knows how one became the other: compared word by word, so the places are a guess. */
    static Rewriting compared(String before, String after) {
        return new Rewriting(after, () -> compare(before, after));
    }

    private static List<TextEdit> compare(String before, String after) {
        if (before.equals(after)) {
            return List.of();
        }
        List<Span> old = units(before);
        List<Span> now = units(after);
        int start = 0;
        while (start < Math.min(old.size(), now.size()) && same(before, old.get(start), after, now.get(start))) {
            start++;
        }
        int oldEnd = old.size();
        int newEnd = now.size();
        while (oldEnd > start && newEnd > start && same(before, old.get(oldEnd - 1), after, now.get(newEnd - 1))) {
            oldEnd--;
            newEnd--;
        }
        int rows = oldEnd - start;
        int columns = newEnd - start;
        // Length of the longest common subsequence of what follows a place in either text.
        boolean comparable = (long) rows * columns <= MAX_COMPARISONS;
        int[][] common = new int[comparable ? rows + 1 : 0][columns + 1];
        for (int i = common.length - 2; i >= 0; i--) {
            for (int j = columns - 1; j >= 0; j--) {
                common[i][j] = same(before, old.get(start + i), after, now.get(start + j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<TextEdit> edits = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < rows || j < columns) {
            int fromRow = i;
            int fromColumn = j;
            while (comparable
                    && (i < rows || j < columns)
                    && !(i < rows && j < columns && same(before, old.get(start + i), after, now.get(start + j)))) {
                if (j == columns || (i < rows && common[i + 1][j] >= common[i][j + 1])) {
                    i++;
                } else {
                    j++;
                }
            }
            if (!comparable) {
                i = rows;
                j = columns;
            }
            if (i > fromRow || j > fromColumn) {
                edits.add(new TextEdit(
                        span(old, start + fromRow, start + i, before),
                        span(now, start + fromColumn, start + j, after)));
            } else {
                i++;
                j++;
            }
        }
        return edits;
    }

    private static List<Span> units(String text) {
        return UNIT.matcher(text)
                .results()
                .map(unit -> new Span(unit.start(), unit.end()))
                .toList();
    }

    private static boolean same(String before, Span old, String after, Span now) {
        return old.length() == now.length() && before.regionMatches(old.start(), after, now.start(), old.length());
    }

    /** From the start of one unit to the start of another. */
    private static Span span(List<Span> units, int from, int to, String text) {
        return new Span(
                from < units.size() ? units.get(from).start() : text.length(),
                to < units.size() ? units.get(to).start() : text.length());
    }

    /** The edits without what stayed the same in them, and without those that change nothing. */
    private static List<TextEdit> tight(String before, String after, List<TextEdit> edits) {
        return edits.stream()
                .flatMap(edit -> parts(before, after, edit))
                .map(edit -> tight(before, after, edit))
                .filter(edit -> !edit.before().isEmpty() || !edit.after().isEmpty())
                .toList();
    }

    /** {@code & → blank & blank} is two insertions. */
    private static Stream<TextEdit> parts(String before, String after, TextEdit edit) {
        return compare(edit.before().of(before), edit.after().of(after)).stream()
                .map(part -> new TextEdit(
                        part.before().from(edit.before().start()),
                        part.after().from(edit.after().start())));
    }

    /** From the end first, so that of several blanks the one before the next word is kept. */
    private static TextEdit tight(String before, String after, TextEdit edit) {
        int start = edit.before().start();
        int newStart = edit.after().start();
        int end = edit.before().end();
        int newEnd = edit.after().end();
        while (start < end && newStart < newEnd && before.charAt(end - 1) == after.charAt(newEnd - 1)) {
            end--;
            newEnd--;
        }
        if (end < edit.before().end() && (splitsPair(before, end) || splitsPair(after, newEnd))) {
            end++;
            newEnd++;
        }
        while (start < end && newStart < newEnd && before.charAt(start) == after.charAt(newStart)) {
            start++;
            newStart++;
        }
        if (start > edit.before().start() && (splitsPair(before, start) || splitsPair(after, newStart))) {
            start--;
            newStart--;
        }
        return new TextEdit(new Span(start, end), new Span(newStart, newEnd));
    }

    private static boolean splitsPair(String text, int index) {
        return index > 0
                && index < text.length()
                && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
    }
}
