package org.imagine4j.magics.attention;

import java.util.List;
import java.util.stream.Collectors;
import org.imagine4j.inference.inspection.Word;
import org.imagine4j.magics.UsageException;

/** Words of a prompt as somebody names them. */
final class WordChoice {

    private WordChoice() {}

    /** All words that read like one of those named; a word that stands there twice is meant twice. */
    static List<Word> of(List<Word> words, List<String> named) {
        for (String name : named) {
            if (words.stream().noneMatch(word -> reads(word, name))) {
                throw new UsageException(
                        "The model reads no word \"" + name.strip() + "\" in the prompt.",
                        words.isEmpty()
                                ? "It reads no words at all."
                                : "It reads "
                                        + words.stream()
                                                .map(Word::text)
                                                .distinct()
                                                .collect(Collectors.joining(" "))
                                        + ".");
            }
        }
        return words.stream()
                .filter(word -> named.stream().anyMatch(name -> reads(word, name)))
                .toList();
    }

    private static boolean reads(Word word, String name) {
        return word.text().equalsIgnoreCase(name.strip());
    }
}
