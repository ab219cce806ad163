package org.imagine4j.magics.sweep;

import java.util.List;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Generation;
import org.imagine4j.inference.GenerationListener;
import org.imagine4j.inference.Progress;
import org.imagine4j.magics.Plan;

/** Hears how a sweep goes on, on the drawing thread. */
public interface SweepListener extends GenerationListener {

    /** Hears nothing. */
    SweepListener SILENT = new SweepListener() {};

    /**
     * Every choice is made.
     *
     * @param plan what will be there in the end
     * @param known the pictures of it that need not be made
     */
    default void planned(SweepPlan plan, List<Artwork> known) {}

    /**
     * The pictures of one model begin.
     *
     * @param waits whether another run of the model goes before
     */
    default void begins(Plan part, boolean waits) {}

    @Override
    default void progressed(Progress progress) {}

    /** The pictures of one model are made, or as much of them as there was time for. */
    default void made(Generation part) {}
}
