package org.imagine4j.inference.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits the words that a hashtag runs together, by word frequencies: the split with the smallest sum of the logarithms
 * of the words' ranks. What follows an unknown string falls apart into characters.
 */
final class HashtagSplitter {

    private final Map<String, Double> costs = new HashMap<>();
    private final int longestWord;

    /** @param words most frequent first */
    HashtagSplitter(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            costs.putIfAbsent(words.get(i), Math.log(i + 1.0));
        }
        longestWord = words.stream().mapToInt(String::length).max().orElse(0);
    }

    /** The words of a hashtag (without {@code #}), separated by blanks; unchanged if there are no frequencies. */
    String split(String hashtag) {
        if (costs.isEmpty()) {
            return hashtag;
        }
        double[] cost = new double[hashtag.length() + 1];
        int[] length = new int[hashtag.length() + 1];
        for (int end = 1; end <= hashtag.length(); end++) {
            cost[end] = Double.POSITIVE_INFINITY;
            length[end] = 1;
            for (int candidate = 1; candidate <= Math.min(end, longestWord); candidate++) {
                String word = hashtag.substring(end - candidate, end);
                double total = cost[end - candidate] + costs.getOrDefault(word, Double.POSITIVE_INFINITY);
                if (total < cost[end]) {
                    cost[end] = total;
                    length[end] = candidate;
                }
            }
        }
        Deque<String> words = new ArrayDeque<>();
        for (int end = hashtag.length(); end > 0; end -= length[end]) {
            words.addFirst(hashtag.substring(end - length[end], end));
        }
        return String.join(" ", words);
    }
}
