package org.imagine4j.inference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * What a picture's token grid holds before anything is drawn: its size, the tokens that are given, and the open places
 * between, which the model draws.
 *
 * <p>With it a picture continues another one, keeps some of it, or grows beyond the model's own size. The model reads
 * what stands above and to the left of a place, never what comes after it; what is given further on is kept, but not
 * foreseen.
 *
 * @param rows rows of the grid; 0 together with {@code columns} for the model's own grid, all of it open
 * @param columns columns of the grid
 * @param tokens row-major, {@code [rows × columns]}; codebook indices, or {@value #OPEN} where the model draws
 */
public record Canvas(int rows, int columns, List<Integer> tokens) {

    /** Stands for a place that the model draws. */
    public static final int OPEN = -1;

    /** The model's own grid, all of it open. */
    public static final Canvas BLANK = new Canvas(0, 0, List.of());

    /** @throws IllegalArgumentException if there are not {@code rows × columns} tokens, or one is below -1 */
    public Canvas {
        tokens = List.copyOf(tokens);
        if (rows < 0 || columns < 0 || tokens.size() != rows * columns) {
            throw new IllegalArgumentException(
                    "A canvas of " + rows + "×" + columns + " does not have " + tokens.size() + " places.");
        }
        if (tokens.stream().anyMatch(token -> token < OPEN)) {
            throw new IllegalArgumentException("A token of a canvas is below " + OPEN + ".");
        }
    }

    /** A grid of that size, all of it open. */
    public static Canvas blank(int rows, int columns) {
        return new Canvas(rows, columns, Collections.nCopies(rows * columns, OPEN));
    }

    /** All tokens of a picture; rows that it does not have are open. */
    public static Canvas of(TokenGrid grid) {
        List<Integer> tokens = new ArrayList<>();
        for (int token : grid.toArray()) {
            tokens.add(token);
        }
        tokens.addAll(Collections.nCopies(grid.rows() * grid.columns() - tokens.size(), OPEN));
        return new Canvas(grid.rows(), grid.columns(), tokens);
    }

    /** The same with everything from a position on open; positions count row by row from the top left. */
    public Canvas openFrom(int position) {
        Objects.checkIndex(position, tokens.size() + 1);
        List<Integer> kept = new ArrayList<>(tokens.subList(0, position));
        kept.addAll(Collections.nCopies(tokens.size() - position, OPEN));
        return new Canvas(rows, columns, kept);
    }

    /** The same with one token given, whatever stood there; {@value #OPEN} opens the place. */
    public Canvas with(int position, int token) {
        List<Integer> changed = new ArrayList<>(tokens);
        changed.set(position, token);
        return new Canvas(rows, columns, changed);
    }

    /** A larger grid with this one in its upper left corner and the rest open. */
    public Canvas extended(int rowsBelow, int columnsRight) {
        Canvas larger = blank(rows + rowsBelow, columns + columnsRight);
        List<Integer> all = new ArrayList<>(larger.tokens);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                all.set(row * larger.columns + column, token(row, column));
            }
        }
        return new Canvas(larger.rows, larger.columns, all);
    }

    /** What stands at a place: a codebook index or {@value #OPEN}. */
    public int token(int row, int column) {
        Objects.checkIndex(column, columns);
        return tokens.get(row * columns + column);
    }

    /** How many tokens are given. */
    public int given() {
        return (int) tokens.stream().filter(token -> token != OPEN).count();
    }

    /** Whether it is the model's own grid with nothing given. */
    public boolean isBlank() {
        return equals(BLANK);
    }
}
