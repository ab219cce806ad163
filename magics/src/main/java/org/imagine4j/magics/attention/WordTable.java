package org.imagine4j.magics.attention;

import java.util.List;
import org.imagine4j.inference.inspection.GridMap;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Maps of words as a table, patch by patch. */
final class WordTable {

    private WordTable() {}

    static Table of(String name, String unit, List<WordMap> maps) {
        IntColumn rows = IntColumn.create("row");
        IntColumn columns = IntColumn.create("column");
        StringColumn words = StringColumn.create("word");
        IntColumn tokens = IntColumn.create("token");
        DoubleColumn values = DoubleColumn.create(unit);
        GridMap size = maps.isEmpty() ? null : maps.get(0).map();
        for (int row = 0; size != null && row < size.rows(); row++) {
            for (int column = 0; column < size.columns(); column++) {
                for (WordMap map : maps) {
                    rows.append(row);
                    columns.append(column);
                    words.append(map.word().text());
                    tokens.append(map.word().firstToken());
                    values.append(map.map().value(row, column));
                }
            }
        }
        return Table.create(name, rows, columns, words, tokens, values);
    }
}
