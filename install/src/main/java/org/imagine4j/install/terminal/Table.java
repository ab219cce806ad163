package org.imagine4j.install.terminal;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows whose columns stand below each other.
 *
 * @param head the columns' names
 * @param rows each with as many cells as there are names
 */
public record Table(List<String> head, List<List<String>> rows) {

    private static final int GAP = 2;

    public Table {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
    }

    /** Shows it; the head steps back. */
    public void showOn(Terminal terminal) {
        List<Integer> widths =
                IntStream.range(0, head.size()).mapToObj(this::width).toList();
        terminal.line(terminal.faint(aligned(head, widths)));
        rows.forEach(row -> terminal.line(aligned(row, widths)));
    }

    private int width(int column) {
        return Math.max(
                head.get(column).length(),
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
    }

    private static String aligned(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            line.append(String.format("%-" + (widths.get(column) + GAP) + "s", row.get(column)));
        }
        return line.toString().stripTrailing();
    }
}
