package org.imagine4j.inference.text;

import java.util.Arrays;
import java.util.List;

/**
 * Where the parts of a rewritten text come from. What was replaced as a whole corresponds as a whole: the word of an emoji's
 * name comes from the emoji.
 */
final class Alignment {

    /** For each place of the text, where in the original a part that begins there begins. */
    private final int[] starts;

    /** For each place of the text, where in the original a part that ends there ends. */
    private final int[] ends;

    private Alignment(int[] starts, int[] ends) {
        this.starts = starts;
        this.ends = ends;
    }

    /** Of a text that is as it was. */
    static Alignment of(String original) {
        int[] places = new int[original.length() + 1];
        Arrays.setAll(places, i -> i);
        return new Alignment(places, places);
    }

    /** Of the text after one more step. */
    Alignment after(NormalizationStep step) {
        int length = step.after().length();
        int[] newStarts = new int[length + 1];
        int[] newEnds = new int[length + 1];
        List<TextEdit> edits = step.edits();
        int passed = 0; // edits that end before this place
        int ended = 0; // the same where a part ends: what was removed right here does not belong to it
        for (int i = 0; i <= length; i++) {
            while (passed < edits.size() && edits.get(passed).after().end() <= i) {
                passed++;
            }
            while (ended < edits.size() && endsBefore(edits.get(ended).after(), i)) {
                ended++;
            }
            newStarts[i] = starts[place(edits, passed, i, false)];
            newEnds[i] = ends[place(edits, ended, i, true)];
        }
        return new Alignment(newStarts, newEnds);
    }

    private static boolean endsBefore(Span after, int place) {
        return after.end() < place || (after.end() == place && !after.isEmpty());
    }

    private static int place(List<TextEdit> edits, int passed, int place, boolean end) {
        if (passed < edits.size() && isInside(edits.get(passed).after(), place, end)) {
            TextEdit edit = edits.get(passed);
            if (edit.before().length() == edit.after().length()) {
                return edit.before().start() + place - edit.after().start();
            }
            return end ? edit.before().end() : edit.before().start();
        }
        if (passed == 0) {
            return place;
        }
        TextEdit last = edits.get(passed - 1);
        return place - last.after().end() + last.before().end();
    }

    private static boolean isInside(Span after, int place, boolean end) {
        return end ? place > after.start() : place >= after.start();
    }

    /** Where in the original a part of the text comes from; empty if it was added. */
    Span original(Span part) {
        int start = starts[part.start()];
        return new Span(start, part.isEmpty() ? start : Math.max(start, ends[part.end()]));
    }
}
