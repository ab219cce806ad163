package org.imagine4j.inference;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;

/** A run under way, as a {@link GenerationListener} sees it. Valid only during the call that hands it over. */
public interface Progress {

    /** The recipes of all pictures of the run. */
    List<Recipe> recipes();

    /** The tokens of each picture so far, in the order of {@link #recipes()}. */
    List<TokenGrid> tokens();

    /** Rows of tokens drawn so far, summed over all pictures. */
    int rowsDone();

    /** Rows of tokens to draw in all, summed over all pictures. */
    int rowsTotal();

    /** Time since the run began. */
    Duration elapsed();

    /**
     * Paints what exists of a picture: a run of the VQGAN decoder, so not free.
     *
     * @param picture index into {@link #recipes()}
     * @return as wide as the whole picture, as tall as its filled rows
     * @throws IllegalStateException if the picture has no row yet
     */
    BufferedImage paint(int picture);

    /** Time the VQGAN decoder took for previews so far; lets a listener keep previews a small part of the run. */
    Duration painting();
}
