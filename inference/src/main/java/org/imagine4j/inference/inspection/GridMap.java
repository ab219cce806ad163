package org.imagine4j.inference.inspection;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * A number for every image token of a picture: what a heat map shows. As many rows as the picture has filled.
 *
 * <p>Immutable.
 */
public final class GridMap {

    private final int rows;
    private final int columns;
    private final double[] values;

    private GridMap(int rows, int columns, double[] values) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    /**
     * A map.
     *
     * @param value of each position; positions count row by row from the top left
     */
    static GridMap of(int rows, int columns, IntToDoubleFunction value) {
        double[] values = new double[rows * columns];
        Arrays.setAll(values, value);
        return new GridMap(rows, columns, values);
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /**
     * The number at a place.
     *
     * @throws IndexOutOfBoundsException if there is no such place
     */
    public double value(int row, int column) {
        if (column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException("Column " + column + " of " + columns);
        }
        return values[row * columns + column];
    }

    /** The smallest number. */
    public double min() {
        return Arrays.stream(values).min().orElseThrow();
    }

    /** The largest number. */
    public double max() {
        return Arrays.stream(values).max().orElseThrow();
    }

    /** Their sum. */
    public double sum() {
        return Arrays.stream(values).sum();
    }

    /** A copy, {@code [row][column]}. */
    public double[][] toArray() {
        double[][] copy = new double[rows][];
        Arrays.setAll(copy, row -> Arrays.copyOfRange(values, row * columns, (row + 1) * columns));
        return copy;
    }
}
