package org.imagine4j.kernel.render;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table of text.
 *
 * @param columns the headings; empty for a table without a heading
 * @param rows each with as many fields as there are columns
 * @param note a line below the table; may be empty
 */
public record Table(List<String> columns, List<List<String>> rows, String note) {
    private static final String CELL = "text-align:%s;vertical-align:top";
    private static final Pattern NUMBER = Pattern.compile("[-+]?[\\d.,]+(?:[eE][-+]?\\d+)?|NaN|-?Infinity|");
    private static final String RULE = "\u2500";
    private static final String GAP = "  ";

    public static Table of(List<String> columns, List<List<String>> rows) {
        return new Table(columns, rows, "");
    }

    /** The table in columns of one width, for a fixed-width font; columns of numbers are set to the right. */
    public String text() {
        StringBuilder text = new StringBuilder();
        int[] widths = widths();
        boolean[] numbers = numbers(widths.length);
        if (!columns.isEmpty()) {
            appendLine(text, columns, widths, numbers);
            appendLine(text, IntStream.of(widths).mapToObj(RULE::repeat).toList(), widths, numbers);
        }
        rows.forEach(row -> appendLine(text, row, widths, numbers));
        if (!note.isEmpty()) {
            text.append(note).append('\n');
        }
        return text.toString().stripTrailing();
    }

    /** The table in HTML that takes the page's own fonts and colours. */
    public String html() {
        StringBuilder html = new StringBuilder("<table>");
        boolean[] numbers = numbers(widths().length);
        if (!columns.isEmpty()) {
            html.append("<thead>").append(row("th", columns, numbers)).append("</thead>");
        }
        html.append("<tbody>");
        rows.forEach(row -> html.append(row("td", row, numbers)));
        html.append("</tbody></table>");
        if (!note.isEmpty()) {
            html.append("<div>").append(Html.escape(note)).append("</div>");
        }
        return html.toString();
    }

    private static String row(String tag, List<String> fields, boolean[] numbers) {
        return IntStream.range(0, fields.size())
                .mapToObj(i -> "<" + tag + " style=\"" + CELL.formatted(numbers[i] ? "right" : "left") + "\">"
                        + Html.escape(fields.get(i)).replace("\n", "<br>") + "</" + tag + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    /** Which columns hold nothing but numbers. */
    private boolean[] numbers(int count) {
        boolean[] numbers = new boolean[count];
        for (int i = 0; i < count; i++) {
            int column = i;
            numbers[i] = !columns.isEmpty()
                    && rows.stream().filter(row -> column < row.size()).allMatch(row -> NUMBER.matcher(row.get(column))
                            .matches());
        }
        return numbers;
    }

    private int[] widths() {
        int count = columns.isEmpty() ? rows.stream().mapToInt(List::size).max().orElse(0) : columns.size();
        return IntStream.range(0, count)
                .map(column -> IntStream.concat(
                                IntStream.of(columns.isEmpty() ? 0 : width(columns.get(column))),
                                rows.stream()
                                        .filter(row -> column < row.size())
                                        .mapToInt(row -> width(row.get(column))))
                        .max()
                        .orElse(0))
                .toArray();
    }

    private static void appendLine(StringBuilder text, List<String> fields, int[] widths, boolean[] numbers) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < fields.size(); i++) {
            String field = oneLine(fields.get(i));
            String blank = " ".repeat(Math.max(0, widths[i] - width(field)));
            line.append(i == 0 ? "" : GAP);
            line.append(numbers[i] ? blank + field : field + blank);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static int width(String field) {
        String line = oneLine(field);
        return line.codePointCount(0, line.length());
    }

    private static String oneLine(String field) {
        return field.replaceAll("\\R", "\u21b5");
    }
}
