package org.imagine4j.magics.gallery;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.TokenGrid;

/**
 * How the tokens of two pictures differ, in the part of their grids that both have.
 *
 * @param left a picture
 * @param right another
 */
public record Comparison(Artwork left, Artwork right) {

    /**
     * A place of a token grid.
     *
     * @param row from 0
     * @param column from 0
     */
    public record Place(int row, int column) {}

    /** Whether their tokens mean the same: a token of another model is another patch. */
    public boolean comparable() {
        return left.recipe().model().equals(right.recipe().model());
    }

    /** How many places both have. */
    public int places() {
        return rows() * columns();
    }

    /** Rows that both have. */
    public int rows() {
        return Math.min(left.tokens().rowsFilled(), right.tokens().rowsFilled());
    }

    /** Columns that both have. */
    public int columns() {
        return Math.min(left.tokens().columns(), right.tokens().columns());
    }

    /** Where their tokens differ, row by row. */
    public List<Place> differences() {
        return IntStream.range(0, places())
                .mapToObj(i -> new Place(i / columns(), i % columns()))
                .filter(place -> token(left, place) != token(right, place))
                .toList();
    }

    /** Whether every token of both is the same. */
    public boolean same() {
        return comparable() && left.tokens().equals(right.tokens());
    }

    /** What there is to say, in a few words. */
    public String summary() {
        if (!comparable()) {
            return "drawn by different models, whose tokens cannot be compared";
        }
        if (same()) {
            return "the same to the last token";
        }
        List<Place> differences = differences();
        String where = differences.stream()
                .findFirst()
                .map(place -> ", the first in row " + place.row() + ", column " + place.column() + " ("
                        + token(left, place) + " and " + token(right, place) + ")")
                .orElse("");
        return (differences.isEmpty() ? "none" : differences.size()) + " of " + places() + " tokens differ" + where
                + extent().map(part -> "; compared is " + part).orElse("");
    }

    /** What was compared, unless it is everything. */
    private Optional<String> extent() {
        TokenGrid one = left.tokens();
        TokenGrid other = right.tokens();
        if (one.rows() == other.rows() && one.columns() == other.columns() && one.rowsFilled() == other.rowsFilled()) {
            return Optional.empty();
        }
        return Optional.of("what both have, " + rows() + " rows of " + columns());
    }

    private static int token(Artwork artwork, Place place) {
        return artwork.tokens().token(place.row(), place.column());
    }
}
