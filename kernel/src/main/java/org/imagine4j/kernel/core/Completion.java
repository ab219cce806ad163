package org.imagine4j.kernel.core;

import java.util.List;

/**
 * Proposals to replace the code from {@code start} to {@code end} (UTF-16 indexes).
 *
 * @param items best first
 */
public record Completion(List<Item> items, int start, int end) {

    /**
     * One proposal.
     *
     * @param text what replaces the code
     * @param kind what it is, in the words front ends have icons for: {@code function}, {@code class}, {@code magic},
     *     …; empty if unknown
     * @param signature shown beside it; may be empty
     */
    public record Item(String text, String kind, String signature) {}

    public static Completion none(int cursor) {
        return new Completion(List.of(), cursor, cursor);
    }
}
