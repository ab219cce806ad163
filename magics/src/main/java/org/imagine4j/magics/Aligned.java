package org.imagine4j.magics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imagine4j.inference.text.TextToken;

/**
 * Tokens of two prompts beside each other.
 *
 * @param left a token of the one prompt; empty where only the other has one
 * @param right a token of the other
 */
public record Aligned(Optional<TextToken> left, Optional<TextToken> right) {

    /** Whether the model reads the same in both. */
    public boolean same() {
        return left.isPresent() && right.isPresent() && same(left.get(), right.get());
    }

    /**
     * Two sequences aligned along their longest common subsequence; what lies between two common tokens is paired in order.
     */
    static List<Aligned> of(List<TextToken> left, List<TextToken> right) {
        int[][] common = new int[left.size() + 1][right.size() + 1];
        for (int i = left.size() - 1; i >= 0; i--) {
            for (int j = right.size() - 1; j >= 0; j--) {
                common[i][j] = same(left.get(i), right.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Aligned> aligned = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < left.size() || j < right.size()) {
            List<TextToken> onlyLeft = new ArrayList<>();
            List<TextToken> onlyRight = new ArrayList<>();
            while (i < left.size() || j < right.size()) {
                if (i < left.size() && j < right.size() && same(left.get(i), right.get(j))) {
                    break;
                }
                if (j == right.size() || (i < left.size() && common[i + 1][j] >= common[i][j + 1])) {
                    onlyLeft.add(left.get(i++));
                } else {
                    onlyRight.add(right.get(j++));
                }
            }
            for (int k = 0; k < Math.max(onlyLeft.size(), onlyRight.size()); k++) {
                aligned.add(new Aligned(at(onlyLeft, k), at(onlyRight, k)));
            }
            if (i < left.size() && j < right.size()) {
                aligned.add(new Aligned(Optional.of(left.get(i++)), Optional.of(right.get(j++))));
            }
        }
        return aligned;
    }

    private static Optional<TextToken> at(List<TextToken> tokens, int index) {
        return index < tokens.size() ? Optional.of(tokens.get(index)) : Optional.empty();
    }

    /** Unknown tokens share an id whatever they stand for; the model reads the same. */
    private static boolean same(TextToken left, TextToken right) {
        return left.id() == right.id();
    }
}
