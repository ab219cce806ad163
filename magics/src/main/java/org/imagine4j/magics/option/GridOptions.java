package org.imagine4j.magics.option;

import org.imagine4j.magics.Imagine;
import org.imagine4j.magics.UsageException;
import picocli.CommandLine.Option;

/** How many pictures of a prompt there are and how they are laid out; what is left out stays as the request has it. */
public final class GridOptions {

    /** Of these two the one that was typed last. */
    private Integer images;

    private Integer grid;

    @Option(
            names = "--seamless",
            negatable = true,
            order = 16,
            fallbackValue = "true",
            description = "Lays the pictures of a prompt edge to edge and paints them as one, without seams.")
    private Boolean seamless;

    @Option(
            names = {"-n", "--images"},
            paramLabel = "N",
            order = 10,
            description =
                    "How many pictures, 1 to " + Imagine.MAX_IMAGES + " (default " + Imagine.DEFAULT_IMAGES + ").")
    void images(int number) {
        images = number;
        grid = null;
    }

    @Option(
            names = "--grid",
            paramLabel = "N",
            order = 11,
            description = "N rows of N pictures, 1 to 10: another way to say how many.")
    void grid(int rows) {
        images = null;
        grid = rows;
    }

    /** The request with everything that was said. */
    Imagine applyTo(Imagine request) {
        Imagine asked = request;
        if (images != null) {
            asked = asked.images(images);
        }
        if (grid != null) {
            asked = rows(asked);
        }
        if (seamless != null) {
            asked = asked.seamless(seamless);
        }
        return asked;
    }

    private Imagine rows(Imagine request) {
        if (grid < 1 || grid * grid > Imagine.MAX_IMAGES) {
            throw new UsageException(
                    "grid is " + grid + "; it must be from 1 to " + (int) Math.sqrt(Imagine.MAX_IMAGES) + ".",
                    "Leave it out for 3 rows of 3 pictures.");
        }
        return request.images(grid * grid);
    }
}
