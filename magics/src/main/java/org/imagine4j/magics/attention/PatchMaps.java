package org.imagine4j.magics.attention;

import java.util.Objects;
import java.util.OptionalInt;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.inspection.AttentionMatrix;
import org.imagine4j.inference.inspection.Inspection;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * How much every patch looked at every patch before it: decoder self-attention of one layer.
 *
 * @param artwork the picture
 * @param heads of which layer, and which of its heads
 * @param attention {@code [position][read]}: 0 is the start token, {@code k} the token of position {@code k - 1}
 */
public record PatchMaps(Artwork artwork, Heads heads, AttentionMatrix attention) implements AttentionMaps {

    public PatchMaps {
        Objects.requireNonNull(artwork, "artwork");
        Objects.requireNonNull(heads, "heads");
        Objects.requireNonNull(attention, "attention");
    }

    /**
     * A run of the decoder.
     *
     * @param inside of the artwork, while its pipeline is open
     * @param heads of all layers: of the first one
     * @throws org.imagine4j.magics.UsageException if there are no such heads
     */
    public static PatchMaps of(Artwork artwork, Inspection inside, Heads heads) {
        Heads known = heads.layer().isPresent() ? heads : new Heads(OptionalInt.of(0), heads.head());
        known.requireLayer(inside.crossAttention().layers().size());
        return new PatchMaps(
                artwork, known, known.of(inside.selfAttention(known.layer().getAsInt())));
    }

    /** How much a position looked at an earlier one, 0 to 1; at itself and later ones it cannot look. */
    public double share(int position, int earlier) {
        return earlier < position ? attention.weight(position, earlier + 1) : 0;
    }

    /** How much a position looked at the start token, the only thing that is there before the first patch, 0 to 1. */
    public double start(int position) {
        return attention.weight(position, 0);
    }

    /** How many patches there are. */
    public int positions() {
        return attention.queries();
    }

    /** Every patch and every patch before it: row, column, earlier row, earlier column (missing: the start token), share. */
    @Override
    public Table table() {
        IntColumn rows = IntColumn.create("row");
        IntColumn columns = IntColumn.create("column");
        IntColumn earlierRows = IntColumn.create("earlier row");
        IntColumn earlierColumns = IntColumn.create("earlier column");
        DoubleColumn shares = DoubleColumn.create("share");
        int width = artwork.tokens().columns();
        for (int position = 0; position < positions(); position++) {
            for (int read = 0; read <= position; read++) {
                rows.append(position / width);
                columns.append(position % width);
                if (read == 0) {
                    earlierRows.appendMissing();
                    earlierColumns.appendMissing();
                } else {
                    earlierRows.append((read - 1) / width);
                    earlierColumns.append((read - 1) % width);
                }
                shares.append(attention.weight(position, read));
            }
        }
        return Table.create("Self-attention", rows, columns, earlierRows, earlierColumns, shares);
    }

    /** What it is, in short. */
    @Override
    public String toString() {
        return "where " + artwork.recipe().model().name() + " looked in the picture, " + heads;
    }
}
