package org.imagine4j.magics.render;

import java.util.Optional;

/** How one value looks in each of the formats that a front end may choose from. */
public interface View {

    /** For consoles and as a last resort; without a trailing line break. */
    String text();

    /** A fragment for a page's body, safe whatever the user typed. */
    String html();

    /** A picture's file for front ends and exports that show no HTML. */
    default Optional<byte[]> png() {
        return Optional.empty();
    }
}
