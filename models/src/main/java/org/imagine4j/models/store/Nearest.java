package org.imagine4j.models.store;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What somebody may have meant: the word with the fewest letters to change (Levenshtein's distance). */
final class Nearest {

    private Nearest() {}

    /** The nearest of {@code words}, unless more than half of the letters would have to change. */
    static Optional<String> to(String typed, List<String> words) {
        return words.stream()
                .filter(word -> 2 * distance(typed, word) <= Math.max(typed.length(), word.length()))
                .min(Comparator.comparingInt(word -> distance(typed, word)));
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
