package org.imagine4j.inference.text;

/**
 * Two neighbours that became one.
 *
 * @param rank the merge's place in the merges file, from 0; of all that could be done the lowest is done first
 * @param left the left symbol
 * @param right the right symbol
 * @param at which of the word's bytes the left symbol begins with, from 0
 */
public record BpeMerge(int rank, String left, String right, int at) {

    /** What they became. */
    public String merged() {
        return left + right;
    }
}
