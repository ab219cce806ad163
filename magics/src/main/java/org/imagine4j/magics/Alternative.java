package org.imagine4j.magics;

import java.util.Objects;
import org.imagine4j.inference.Artwork;
import org.imagine4j.magics.gallery.Comparison;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * A picture, and what it would be if something had been otherwise: the answer to {@link WhatIf}. Shows itself in a notebook.
 *
 * @param before the picture
 * @param after the other one; its recipe makes it again
 */
public record Alternative(Artwork before, Artwork after) {

    public Alternative {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    /** Where they differ. */
    public Comparison comparison() {
        return new Comparison(before, after);
    }

    /** The tokens that differ, one place a row, in the order in which the model draws: row, column, before, after. */
    public Table table() {
        IntColumn row = IntColumn.create("row");
        IntColumn column = IntColumn.create("column");
        IntColumn old = IntColumn.create("before");
        IntColumn other = IntColumn.create("after");
        comparison().differences().forEach(place -> {
            row.append(place.row());
            column.append(place.column());
            old.append(before.tokens().token(place.row(), place.column()));
            other.append(after.tokens().token(place.row(), place.column()));
        });
        return Table.create("Differences", row, column, old, other);
    }

    /** How far they differ, in short. */
    @Override
    public String toString() {
        return comparison().summary();
    }
}
