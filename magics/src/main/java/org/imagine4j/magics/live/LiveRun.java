package org.imagine4j.magics.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.imagine4j.inference.GenerationListener;
import org.imagine4j.inference.Progress;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.magics.Plan;
import org.imagine4j.magics.notebook.Display;
import org.imagine4j.magics.notebook.Notebook;
import org.imagine4j.magics.render.Picture;
import org.imagine4j.magics.render.Png;
import org.imagine4j.magics.render.ProgressView;

/** One run's display: the bar moves with the rows, the pictures grow as often as the budget allows. */
final class LiveRun implements GenerationListener {

    /** Nobody sees more, and a front end should not have to draw more. */
    private static final Duration BETWEEN_UPDATES = Duration.ofMillis(60);

    private final Plan plan;
    private final PreviewBudget budget;
    private final List<Picture> pictures;
    private final Display display;
    private double done;
    private Duration updated = Duration.ZERO;

    LiveRun(Plan plan, Notebook notebook, PreviewBudget budget) {
        this.plan = plan;
        this.budget = budget;
        this.pictures = plan.recipes().stream().map(Picture::blank).collect(Collectors.toCollection(ArrayList::new));
        this.display = notebook.display(view("preparing " + plan.model().id().name()));
    }

    @Override
    public void progressed(Progress progress) {
        boolean begins = progress.rowsDone() == 0;
        boolean complete = progress.rowsDone() == progress.rowsTotal();
        done = (double) progress.rowsDone() / progress.rowsTotal();
        String status = ProgressView.drawing(progress.rowsDone(), progress.rowsTotal(), progress.elapsed());
        if (!begins && !complete && budget.affords(progress.elapsed())) {
            long start = System.nanoTime();
            paint(progress);
            update(status, progress);
            budget.spend(Duration.ofNanos(System.nanoTime() - start));
        } else if (begins || complete || progress.elapsed().minus(updated).compareTo(BETWEEN_UPDATES) >= 0) {
            update(status, progress);
        }
    }

    /** Shows the result, which takes the place of the progress for good. */
    void end(Object result) {
        display.update(result);
    }

    /** Leaves what there was to see, for the cell's error says the rest. */
    void fail() {
        display.update(view("ended by an error"));
    }

    private void paint(Progress progress) {
        for (int i = 0; i < pictures.size(); i++) {
            TokenGrid tokens = progress.tokens().get(i);
            double painted = (double) tokens.rowsFilled() / tokens.rows();
            if (painted > pictures.get(i).painted()) {
                pictures.set(i, Picture.painted(plan.recipes().get(i), Png.encode(progress.paint(i)), painted));
            }
        }
    }

    private void update(String status, Progress progress) {
        display.update(view(status));
        updated = progress.elapsed();
    }

    private ProgressView view(String status) {
        return new ProgressView(pictures, plan.model().card().imageSize(), done, status);
    }
}
