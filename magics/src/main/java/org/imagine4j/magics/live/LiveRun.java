package org.imagine4j.magics.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.imagine4j.inference.Canvas;
import org.imagine4j.inference.GenerationListener;
import org.imagine4j.inference.Progress;
import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.magics.Plan;
import org.imagine4j.magics.notebook.Display;
import org.imagine4j.magics.notebook.Notebook;
import org.imagine4j.magics.render.Picture;
import org.imagine4j.magics.render.PictureSize;
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

    /** @param waits whether another run goes before it */
    LiveRun(Plan plan, boolean waits, Notebook notebook, PreviewBudget budget) {
        this.plan = plan;
        this.budget = budget;
        this.pictures = plan.recipes().stream().map(this::blank).collect(Collectors.toCollection(ArrayList::new));
        String model = plan.model().id().name();
        this.display = notebook.display(view(waits ? "waiting for another run of " + model : "preparing " + model));
    }

    private Picture blank(Recipe recipe) {
        int patch = plan.model().vqgan().patchSize();
        int side = plan.model().vqgan().resolution();
        Canvas canvas = recipe.canvas();
        PictureSize size = canvas.isBlank()
                ? new PictureSize(side, side)
                : new PictureSize(canvas.columns() * patch, canvas.rows() * patch);
        return Picture.blank(recipe, plan.template(recipe), size);
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
                pictures.set(i, pictures.get(i).painted(Png.encode(progress.paint(i)), painted));
            }
        }
    }

    private void update(String status, Progress progress) {
        display.update(view(status));
        updated = progress.elapsed();
    }

    private ProgressView view(String status) {
        return new ProgressView(pictures, done, status);
    }
}
