package org.imagine4j.magics.live;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Generation;
import org.imagine4j.inference.Progress;
import org.imagine4j.inference.Recipe;
import org.imagine4j.magics.Plan;
import org.imagine4j.magics.notebook.Notebook;
import org.imagine4j.magics.render.Picture;
import org.imagine4j.magics.render.SweepProgressView;
import org.imagine4j.magics.sweep.Sweep;
import org.imagine4j.magics.sweep.SweepListener;
import org.imagine4j.magics.sweep.SweepPlan;
import org.imagine4j.magics.sweep.SweepResult;

/** Presents sweeps in a notebook, each in one display: a labelled sheet that fills in. */
public final class LiveSweep {

    private final Notebook notebook;
    private final boolean preview;

    /** @param preview whether to show half-painted pictures */
    public LiveSweep(Notebook notebook, boolean preview) {
        this.notebook = notebook;
        this.preview = preview;
    }

    /**
     * Makes the pictures.
     *
     * @param afterwards does something with the result before it is shown for good, and notes what it did
     * @return the finished pictures, or what existed when the sweep was stopped
     * @throws org.imagine4j.magics.UsageException if the sweep cannot be made
     */
    public SweepResult present(Sweep sweep, UnaryOperator<SweepResult> afterwards) {
        Watch watch = new Watch();
        try {
            SweepResult result = afterwards.apply(sweep.run(watch));
            watch.live.end(result);
            return result;
        } catch (RuntimeException | Error e) {
            if (watch.live != null) {
                watch.live.fail();
            }
            throw e;
        }
    }

    /** Turns what is heard of a sweep into what is seen. */
    private final class Watch implements SweepListener {

        private LiveRun live;
        private int missing;
        private List<Artwork> latest = List.of();

        @Override
        public void planned(SweepPlan plan, List<Artwork> known) {
            Map<Recipe, Picture> there = known.stream().collect(Collectors.toMap(Artwork::recipe, Picture::of));
            List<Picture> pictures = plan.cells().stream()
                    .flatMap(cell -> LiveRun.blanks(cell).stream())
                    .map(blank -> there.getOrDefault(blank.recipe(), blank))
                    .toList();
            missing = (int) plan.recipes().stream().distinct().count() - known.size();
            live = new LiveRun(
                    pictures,
                    "preparing",
                    (now, done, status) -> new SweepProgressView(plan, now, done, status),
                    notebook,
                    PreviewBudget.of(preview));
        }

        @Override
        public void begins(Plan part, boolean waits) {
            live.made(latest);
            live.begin(LiveRun.preparing(part, waits), (double) part.recipes().size() / missing);
        }

        @Override
        public void progressed(Progress progress) {
            live.progressed(progress);
        }

        /** Shown with the next part, or with the result. */
        @Override
        public void made(Generation part) {
            latest = part.artworks();
        }
    }
}
