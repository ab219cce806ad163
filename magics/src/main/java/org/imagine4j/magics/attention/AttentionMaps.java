package org.imagine4j.magics.attention;

import org.imagine4j.inference.Artwork;
import tech.tablesaw.api.Table;

/** What was found about one picture; shows itself in a notebook. */
public sealed interface AttentionMaps permits WordMaps, EvidenceMaps, PatchMaps, TextMaps {

    /** The picture that was looked into. */
    Artwork artwork();

    /** All numbers, one a row. Rows, columns and text tokens count from 0. */
    Table table();
}
