package org.imagine4j.magics.render;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumberColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * The first rows and columns of a table. Numbers with a fraction are rounded to {@value #DIGITS} significant digits, unless
 * their column has a print formatter of its own.
 */
public record TableView(Table table) implements View {

    private static final int MAX_ROWS = 40;
    private static final int MAX_COLUMNS = 30;
    private static final int MAX_FIELD = 300;
    private static final int DIGITS = 6;

    private static final String CELL = "padding:2px 10px;vertical-align:top;white-space:pre-wrap;text-align:";

    @Override
    public String text() {
        Table shown = Table.create(table.name());
        for (Column<?> column : columns()) {
            shown.addColumns(StringColumn.create(column.name(), fields(column)));
        }
        String note = note();
        return shown.print(MAX_ROWS) + (note.isEmpty() ? "" : System.lineSeparator() + note);
    }

    @Override
    public String html() {
        List<List<String>> fields = columns().stream().map(TableView::fields).toList();
        Html heading = Html.element("tr");
        columns()
                .forEach(column -> heading.add(Html.element("th")
                        .with("scope", "col")
                        .style(CELL + align(column) + ";border-bottom:1px solid rgba(128,128,128,0.5)")
                        .text(column.name())));
        Html body = Html.element("tbody");
        for (int row = 0; row < rows(); row++) {
            Html line = Html.element("tr");
            for (int column = 0; column < fields.size(); column++) {
                line.add(Html.element("td")
                        .style(CELL + align(columns().get(column)))
                        .text(fields.get(column).get(row)));
            }
            body.add(line);
        }
        Html html = Html.element("table").style("border-collapse:collapse;margin:0 0 4px");
        if (table.name() != null && !table.name().isBlank()) {
            html.add(Html.element("caption")
                    .style("caption-side:top;text-align:left;font-weight:600;padding:0 10px 4px")
                    .text(table.name()));
        }
        html.add(Html.element("thead").add(heading)).add(body);
        Html scrolled = Html.element("div").style("overflow-x:auto").add(html);
        return Frame.around(List.of(scrolled), Frame.caption(note(), List.of())).toString();
    }

    private int rows() {
        return Math.min(MAX_ROWS, table.rowCount());
    }

    private List<Column<?>> columns() {
        return table.columns().subList(0, Math.min(MAX_COLUMNS, table.columnCount()));
    }

    /** What is not shown; empty if all is. */
    private String note() {
        int moreRows = table.rowCount() - rows();
        int moreColumns = table.columnCount() - columns().size();
        StringBuilder note = new StringBuilder();
        if (moreRows > 0) {
            note.append(String.format(Locale.ROOT, "… %,d more row%s", moreRows, moreRows == 1 ? "" : "s"));
        }
        if (moreColumns > 0) {
            note.append(note.isEmpty() ? "… " : ", ").append(Words.count(moreColumns, "more column"));
        }
        return note.toString();
    }

    private static List<String> fields(Column<?> column) {
        return IntStream.range(0, Math.min(MAX_ROWS, column.size()))
                .mapToObj(row -> field(column, row))
                .toList();
    }

    private static String field(Column<?> column, int row) {
        String field = column.getString(row);
        if (isFraction(column.type()) && column instanceof NumberColumn<?, ?> numbers) {
            double number = numbers.getDouble(row);
            return field.equals(unformatted(number)) ? rounded(number) : field;
        }
        return field.length() <= MAX_FIELD ? field : field.substring(0, MAX_FIELD) + "…";
    }

    /** How a number looks in a column that nobody has given a formatter. */
    private static String unformatted(double number) {
        return DoubleColumn.create("", number).getString(0);
    }

    private static String rounded(double number) {
        if (Double.isNaN(number)) {
            return "";
        }
        if (Double.isInfinite(number)) {
            return String.valueOf(number);
        }
        BigDecimal rounded =
                BigDecimal.valueOf(number).round(new MathContext(DIGITS)).stripTrailingZeros();
        boolean plain = rounded.signum() == 0 || Math.abs(rounded.precision() - rounded.scale()) <= DIGITS;
        return plain ? rounded.toPlainString() : String.valueOf(rounded.doubleValue());
    }

    private static boolean isFraction(ColumnType type) {
        return type == ColumnType.DOUBLE || type == ColumnType.FLOAT;
    }

    private static String align(Column<?> column) {
        ColumnType type = column.type();
        boolean number =
                isFraction(type) || type == ColumnType.INTEGER || type == ColumnType.LONG || type == ColumnType.SHORT;
        return number ? "right" : "left";
    }
}
