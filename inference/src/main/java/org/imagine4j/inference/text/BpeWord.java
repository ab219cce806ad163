package org.imagine4j.inference.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of the text that no merge crosses (a word with its leading blank, a number, punctuation), and how its bytes were
 * merged.
 *
 * @param text where it stands in the text
 * @param bytes a symbol for each of its bytes
 * @param merges in the order they were done
 */
public record BpeWord(Span text, List<String> bytes, List<BpeMerge> merges) {

    public BpeWord {
        bytes = List.copyOf(bytes);
        merges = List.copyOf(merges);
    }

    /** The symbols that are left when nothing can be merged any more: its tokens. */
    public List<String> symbols() {
        return symbolsAfter(merges.size());
    }

    /**
     * The symbols after the first merges.
     *
     * @param count how many merges are done, 0 (single bytes) to all of them
     */
    public List<String> symbolsAfter(int count) {
        String[] symbols = bytes.toArray(String[]::new);
        for (BpeMerge merge : merges.subList(0, count)) {
            symbols[merge.at() + merge.left().length()] = null; // a symbol has as many characters as bytes
            symbols[merge.at()] = merge.merged();
        }
        List<String> left = new ArrayList<>();
        for (String symbol : symbols) {
            if (symbol != null) {
                left.add(symbol);
            }
        }
        return left;
    }
}
