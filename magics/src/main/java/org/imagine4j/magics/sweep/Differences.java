package org.imagine4j.magics.sweep;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.imagine4j.magics.Prompt;

/** What tells prompts apart: their words without those that all of them begin and end with. */
final class Differences {

    private Differences() {}

    /** A label for each prompt; the prompts themselves if nothing shorter tells them apart. */
    static List<String> of(List<Prompt> prompts) {
        List<List<String>> words = prompts.stream()
                .map(prompt -> Arrays.asList(prompt.text().split(" ")))
                .toList();
        int shortest = words.stream().mapToInt(List::size).min().orElse(0);
        int tail = 0;
        while (tail < shortest - 1 && same(words, tail, false)) {
            tail++;
        }
        int head = 0;
        while (head < shortest - 1 - tail && same(words, head, true)) {
            head++;
        }
        int begin = head;
        int end = tail;
        List<String> labels = words.stream()
                .map(all -> String.join(" ", all.subList(begin, all.size() - end)))
                .toList();
        boolean tell =
                new HashSet<>(labels).size() == labels.size() && labels.stream().noneMatch(String::isBlank);
        return tell ? labels : prompts.stream().map(Prompt::text).toList();
    }

    private static boolean same(List<List<String>> all, int distance, boolean fromFront) {
        return all.stream()
                        .map(words -> words.get(fromFront ? distance : words.size() - 1 - distance))
                        .distinct()
                        .count()
                == 1;
    }
}
