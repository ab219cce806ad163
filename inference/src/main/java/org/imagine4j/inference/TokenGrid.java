package org.imagine4j.inference;

import java.util.Arrays;

/**
 * The image tokens of one picture, row by row from the top left; possibly only the first rows while it is being drawn.
 *
 * <p>Immutable.
 */
public final class TokenGrid {

    private final int rows;
    private final int columns;
    private final int[] tokens;

    /**
     * @param rows rows of the whole picture
     * @param columns columns of the whole picture
     * @param tokens codebook indices, row-major, {@code [rowsFilled × columns]}; at most {@code rows} rows
     * @throws IllegalArgumentException if {@code tokens} is not a number of whole rows
     */
    public TokenGrid(int rows, int columns, int[] tokens) {
        if (tokens.length % columns != 0 || tokens.length > rows * columns) {
            throw new IllegalArgumentException(
                    tokens.length + " tokens do not make whole rows of a " + rows + "×" + columns + " grid.");
        }
        this.rows = rows;
        this.columns = columns;
        this.tokens = tokens.clone();
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** How many rows have their tokens. */
    public int rowsFilled() {
        return tokens.length / columns;
    }

    public boolean complete() {
        return tokens.length == rows * columns;
    }

    /**
     * The token at a place.
     *
     * @throws IndexOutOfBoundsException if the place is outside the filled rows
     */
    public int token(int row, int column) {
        if (column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException("Column " + column + " of " + columns);
        }
        return tokens[row * columns + column];
    }

    /** A copy of the tokens so far, row-major. */
    public int[] toArray() {
        return tokens.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenGrid that
                && rows == that.rows
                && columns == that.columns
                && Arrays.equals(tokens, that.tokens);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + columns) + Arrays.hashCode(tokens);
    }

    /** The ids in rows, right-aligned. */
    @Override
    public String toString() {
        int width = String.valueOf(Arrays.stream(tokens).max().orElse(0)).length();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < tokens.length; i++) {
            text.append(String.format("%" + width + "d", tokens[i]));
            text.append(i % columns == columns - 1 ? '\n' : ' ');
        }
        return text.toString();
    }
}
