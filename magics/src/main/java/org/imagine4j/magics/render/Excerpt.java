package org.imagine4j.magics.render;

import java.util.Locale;

/** Texts of any length in little space. */
final class Excerpt {

    private static final int MAX_TAIL = 60;

    private Excerpt() {}

    /** The beginning, and how much there is behind it. */
    static String beginning(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = boundary(text, max);
        return text.substring(0, end) + more(text.length() - end);
    }

    /** The beginning and the end. */
    static String middleLeftOut(String text, int max) {
        int tail = Math.min(MAX_TAIL, max / 3);
        if (text.length() <= max) {
            return text;
        }
        return text.substring(0, boundary(text, max - tail)) + " … "
                + text.substring(boundary(text, text.length() - tail));
    }

    /** Blanks at the ends, and texts of nothing but blanks, in a form that can be seen. */
    static String visibleBlanks(String text) {
        return text.replace(' ', '␣').replace('\n', '↵').replace('\t', '⇥');
    }

    /** A word's beginning; one that is nothing but a blank can be seen. */
    static String word(String word, int max) {
        return word.isEmpty() ? visibleBlanks(" ") : beginning(word, max);
    }

    private static String more(int characters) {
        return String.format(Locale.ROOT, " … %,d more characters", characters);
    }

    /** Not inside a character of two units. */
    private static int boundary(String text, int index) {
        return Character.isLowSurrogate(text.charAt(index)) ? index - 1 : index;
    }
}
