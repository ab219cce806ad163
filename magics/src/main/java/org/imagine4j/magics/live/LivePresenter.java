package org.imagine4j.magics.live;

import java.util.function.Function;
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
        return present(request, Function.identity());
    }

    /**
     * As {@link #present(Imagine)}.
     *
     * @param afterwards what is made of the pictures, which is then shown in their place
     */
    public <T> T present(Imagine request, Function<Generation, T> afterwards) {
        Plan plan = studio.plan(request);
        LiveRun live = new LiveRun(plan, studio.isBusy(plan), notebook, PreviewBudget.of(preview));
        try {
            T result = afterwards.apply(studio.run(plan, progress -> {
                live.progressed(progress);
                request.listener().progressed(progress);
            }));
            live.end(result);
            return result;
        } catch (RuntimeException | Error e) {
            live.fail();
            throw e;
        }
    }
}
