package org.imagine4j.magics.live;

import java.util.function.UnaryOperator;
import org.imagine4j.inference.Generation;
import org.imagine4j.magics.Imagine;
import org.imagine4j.magics.Plan;
import org.imagine4j.magics.Presenter;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.notebook.Notebook;

/** Presents runs in a notebook, each in one display. */
public final class LivePresenter implements Presenter {

    private final Studio studio;
    private final Notebook notebook;
    private final boolean preview;

    /** @param preview whether to show half-painted pictures */
    public LivePresenter(Studio studio, Notebook notebook, boolean preview) {
        this.studio = studio;
        this.notebook = notebook;
        this.preview = preview;
    }

    @Override
    public Generation present(Imagine request) {
        return present(request, UnaryOperator.identity());
    }

    /**
     * As {@link #present(Imagine)}.
     *
     * @param afterwards does something with the pictures before they are shown for good, and notes what it did
     */
    public Generation present(Imagine request, UnaryOperator<Generation> afterwards) {
        Plan plan = studio.plan(request);
        LiveRun live = new LiveRun(plan, studio.isBusy(plan), notebook, PreviewBudget.of(preview));
        try {
            Generation generation = afterwards.apply(studio.run(plan, progress -> {
                live.progressed(progress);
                request.listener().progressed(progress);
            }));
            live.end(generation);
            return generation;
        } catch (RuntimeException | Error e) {
            live.fail();
            throw e;
        }
    }
}
