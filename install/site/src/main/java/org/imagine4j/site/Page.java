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
 * @param content what it shows; empty for a page that something else writes
 */
record Page(String section, String title, String address, Optional<String> source, Optional<Content> content) {

    /** What a page shows, as HTML. */
    @FunctionalInterface
    interface Content {
        /**
         * The content for a page at some address.
         *
         * @param links turns the targets of links, as they stand in the source, into those of the page
         */
        String html(UnaryOperator<String> links) throws IOException;
    }

    /** A page that is made from a file of the project. */
    static Page of(String section, String title, String address, String source, Content content) {
        return new Page(section, title, address, Optional.of(source), Optional.of(content));
    }

    /** Another page's or file's address, as a link on this page has it. */
    String linkTo(String other) {
        return "../".repeat((int) address.chars().filter(c -> c == '/').count()) + other;
    }
}
