package org.imagine4j.models.store;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

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
        return LevenshteinDistance.getDefaultInstance().apply(a, b);
    }
}
