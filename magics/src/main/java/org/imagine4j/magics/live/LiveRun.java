package org.imagine4j.magics.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imagine4j.inference.Artwork;
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
import org.imagine4j.magics.render.View;

/**
 * One run's display: the bar moves with the rows, the pictures grow as often as the budget allows. A run may have parts,
 * one after the other.
 */
final class LiveRun implements GenerationListener {

    /** Nobody sees more, and a front end should not have to draw more. */
    private static final Duration BETWEEN_UPDATES = Duration.ofMillis(60);

    /** Many pictures take long to show; of a run's time this is one part in so many. */
    private static final int COST_SHARE = 5;

    /** How a run under way looks. */
    @FunctionalInterface
    interface Look {

        /**
         * The view of a moment.
         *
         * @param done how much of the drawing is done, 0 to 1
         * @param status what is happening, in a few words
         */
        View of(List<Picture> pictures, double done, String status);
    }

    private final PreviewBudget budget;
    private final List<Picture> pictures;
    private final Map<Recipe, List<Integer>> positions = new HashMap<>();
    private final Look look;
    private final Display display;
    private double done;
    private double doneBefore;
    private double share = 1;
    private Duration elapsed = Duration.ZERO;
    private Duration elapsedBefore = Duration.ZERO;
    private Duration updated = Duration.ZERO;
    private Duration pause = BETWEEN_UPDATES;

    /** @param waits whether another run goes before it */
    LiveRun(Plan plan, boolean waits, Notebook notebook, PreviewBudget budget) {
        this(blanks(plan), preparing(plan, waits), ProgressView::new, notebook, budget);
    }

    /**
     * A run of any look.
     *
     * @param pictures all of them, also those that are there already
     * @param status what is happening at first
     */
    LiveRun(List<Picture> pictures, String status, Look look, Notebook notebook, PreviewBudget budget) {
        this.pictures = new ArrayList<>(pictures);
        this.look = look;
        this.budget = budget;
        for (int i = 0; i < pictures.size(); i++) {
            positions
                    .computeIfAbsent(pictures.get(i).recipe(), recipe -> new ArrayList<>())
                    .add(i);
        }
        this.display = notebook.display(view(status));
    }

    /** The pictures of a plan before anything is painted. */
    static List<Picture> blanks(Plan plan) {
        return plan.recipes().stream().map(recipe -> blank(plan, recipe)).toList();
    }

    private static Picture blank(Plan plan, Recipe recipe) {
        int patch = plan.model().vqgan().patchSize();
        int side = plan.model().vqgan().resolution();
        Canvas canvas = recipe.canvas();
        PictureSize size = canvas.isBlank()
                ? new PictureSize(side, side)
                : new PictureSize(canvas.columns() * patch, canvas.rows() * patch);
        return Picture.blank(recipe, plan.template(recipe), size);
    }

    /**
     * What to say before the first row.
     *
     * @param waits whether another run goes before it
     */
    static String preparing(Plan plan, boolean waits) {
        String model = plan.model().id().name();
        return waits ? "waiting for another run of " + model : "preparing " + model;
    }

    /**
     * Another part begins.
     *
     * @param status what is happening
     * @param newShare how much of all drawing it is, 0 to 1
     */
    void begin(String status, double newShare) {
        doneBefore = done;
        share = newShare;
        elapsedBefore = elapsed;
        display.update(view(status));
    }

    @Override
    public void progressed(Progress progress) {
        boolean begins = progress.rowsDone() == 0;
        boolean complete = progress.rowsDone() == progress.rowsTotal();
        done = doneBefore + share * progress.rowsDone() / progress.rowsTotal();
        elapsed = elapsedBefore.plus(progress.elapsed());
        String status = ProgressView.drawing(progress.rowsDone(), progress.rowsTotal(), progress.elapsed());
        if (!begins && !complete && budget.affords(elapsed)) {
            long start = System.nanoTime();
            paint(progress);
            update(status);
            budget.spend(Duration.ofNanos(System.nanoTime() - start));
        } else if (begins || complete || elapsed.minus(updated).compareTo(pause) >= 0) {
            update(status);
        }
    }

    /** Finished pictures take the place of their previews. */
    void made(List<Artwork> artworks) {
        for (Artwork artwork : artworks) {
            Picture picture = Picture.of(artwork);
            positions.get(artwork.recipe()).forEach(position -> pictures.set(position, picture));
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
        List<TokenGrid> grids = progress.tokens();
        for (int i = 0; i < progress.recipes().size(); i++) {
            List<Integer> places = positions.get(progress.recipes().get(i));
            Picture before = pictures.get(places.get(0));
            TokenGrid tokens = grids.get(i);
            double painted = (double) tokens.rowsFilled() / tokens.rows();
            if (painted > before.painted()) {
                Picture grown = before.painted(Png.encode(progress.paint(i)), painted);
                places.forEach(place -> pictures.set(place, grown));
            }
        }
    }

    private void update(String status) {
        long start = System.nanoTime();
        display.update(view(status));
        updated = elapsed;
        Duration cost = Duration.ofNanos(System.nanoTime() - start).multipliedBy(COST_SHARE);
        pause = cost.compareTo(BETWEEN_UPDATES) > 0 ? cost : BETWEEN_UPDATES;
    }

    private View view(String status) {
        return look.of(pictures, done, status);
    }
}
