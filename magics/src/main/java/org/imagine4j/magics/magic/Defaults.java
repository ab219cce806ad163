package org.imagine4j.magics.magic;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What is set in a session for all magics that draw, unless something else is typed. Safe for several threads. */
public final class Defaults {

    private volatile List<String> words = List.of();

    /** The options that are set, each as one word with its value. */
    List<String> words() {
        return words;
    }

    /** From now on these are set. */
    void set(List<String> newWords) {
        words = List.copyOf(newWords);
    }

    /** Typed words with the defaults in front of them: of two values for one option the later counts. */
    List<String> before(List<String> typed) {
        return Stream.concat(words.stream(), typed.stream()).toList();
    }

    /** {@link #before(List)}, with those defaults only that a magic has options for. */
    List<String> before(List<String> typed, Set<String> options) {
        return Stream.concat(
                        words.stream().filter(word -> options.contains(word.substring(0, word.indexOf('=')))),
                        typed.stream())
                .toList();
    }
}
