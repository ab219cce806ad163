package org.imagine4j.site;

import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A page.
 *
 * @param section the heading of the menu that it stands under
 * @param title what the menu calls it
 * @param address the file, below the site's folder
 * @param source the file that it is made from, below the project's root; links to that file lead to the page
 * @param content what it shows; null for a page that something else writes
 */
record Page(String section, String title, String address, Optional<String> source, Content content) {

    /** What a page shows, as HTML. */
    @FunctionalInterface
    interface Content {
        /** @param links turns the targets of links, as they stand in the source, into those of the page */
        String html(UnaryOperator<String> links) throws IOException;
    }

    /** Another page's or file's address, as a link on this page has it. */
    String linkTo(String other) {
        return "../".repeat((int) address.chars().filter(c -> c == '/').count()) + other;
    }
}
