package org.imagine4j.inference;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

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

    /**
     * Grids of one size side by side.
     *
     * @param grids complete; from the left, row by row
     * @param columns how many stand side by side; a divisor of their number
     * @throws IllegalArgumentException if it is not, a grid is incomplete, or their sizes differ
     */
    public static TokenGrid join(List<TokenGrid> grids, int columns) {
        TokenGrid first = grids.get(0);
        boolean fit = grids.size() % columns == 0
                && grids.stream()
                        .allMatch(grid -> grid.complete() && grid.rows == first.rows && grid.columns == first.columns);
        if (!fit) {
            throw new IllegalArgumentException(
                    grids.size() + " grids do not make rows of " + columns + ", or are of several sizes.");
        }
        int rows = grids.size() / columns * first.rows;
        int width = columns * first.columns;
        int[] all = new int[rows * width];
        for (int i = 0; i < all.length; i++) {
            int row = i / width;
            int column = i % width;
            TokenGrid grid = grids.get(row / first.rows * columns + column / first.columns);
            all[i] = grid.token(row % first.rows, column % first.columns);
        }
        return new TokenGrid(rows, width, all);
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

    /**
     * A part of the picture as a grid of its own, with what is filled of it.
     *
     * @throws IndexOutOfBoundsException if the part is not inside this grid
     */
    public TokenGrid part(int top, int left, int partRows, int partColumns) {
        Objects.checkFromIndexSize(top, partRows, rows);
        Objects.checkFromIndexSize(left, partColumns, columns);
        int filled = Math.max(0, Math.min(partRows, rowsFilled() - top));
        int[] part = new int[filled * partColumns];
        Arrays.setAll(part, i -> token(top + i / partColumns, left + i % partColumns));
        return new TokenGrid(partRows, partColumns, part);
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
