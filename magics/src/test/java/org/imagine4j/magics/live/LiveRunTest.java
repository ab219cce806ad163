package org.imagine4j.magics.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.imagine4j.inference.Progress;
import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.magics.Plan;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.notebook.Display;
import org.imagine4j.magics.notebook.Notebook;
import org.imagine4j.magics.render.Picture;
import org.imagine4j.magics.render.ProgressView;
import org.imagine4j.models.store.ModelStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run's display shows, with the run's clock in the test's hands. */
class LiveRunTest {

    private static final int SIDE = 8;

    @TempDir
    private static Path home;

    private static Plan plan;

    private final List<Object> shown = new ArrayList<>();

    private final Notebook notebook = value -> {
        shown.add(value);
        Display display = shown::add;
        return display;
    };

    @BeforeAll
    static void planRun() {
        Studio studio = new Studio(() -> new ModelStore(home));
        plan = studio.plan(studio.prompts(List.of("a cat")).images(2).seed(7));
    }

    @Test
    void showsTheRunBeforeAnythingIsDrawn() {
        LiveRun run = new LiveRun(plan, false, notebook, new PreviewBudget(0.25));
        run.progressed(at(0, 0));

        assertThat(view(0).status()).isEqualTo("preparing emoji-mini");
        assertThat(view(1).status()).isEqualTo("row 0 of 16, 0.00 s");
        assertThat(view(1).pictures()).extracting(Picture::painted).containsExactly(0.0, 0.0);
    }

    @Test
    void aRunThatWaitsSaysSo() {
        new LiveRun(plan, true, notebook, new PreviewBudget(0));

        assertThat(view(0).status()).isEqualTo("waiting for another run of emoji-mini");
    }

    @Test
    void picturesGrowWithTheRows() {
        LiveRun run = new LiveRun(plan, false, notebook, new PreviewBudget(0.25));
        run.progressed(at(1000, 2));
        run.progressed(at(9000, 6));

        assertThat(view(1).pictures()).extracting(Picture::painted).containsExactly(0.25, 0.25);
        assertThat(view(1).done()).isEqualTo(0.25);
        assertThat(view(1).status()).isEqualTo("row 4 of 16, 1.0 s · 4.0 rows a second · about 3.0 s left");
        assertThat(view(2).pictures()).extracting(Picture::painted).containsExactly(0.75, 0.75);
    }

    @Test
    void withoutABudgetOnlyTheBarMoves() {
        LiveRun run = new LiveRun(plan, false, notebook, new PreviewBudget(0));
        run.progressed(at(60_000, 4));

        assertThat(view(1).done()).isEqualTo(0.5);
        assertThat(view(1).pictures()).extracting(Picture::painted).containsExactly(0.0, 0.0);
    }

    @Test
    void rowsInQuickSuccessionAreShownTogether() {
        LiveRun run = new LiveRun(plan, false, notebook, new PreviewBudget(0));
        run.progressed(at(1000, 1));
        run.progressed(at(1010, 2));
        run.progressed(at(1020, 3));
        run.progressed(at(1100, 4));
        run.progressed(at(1101, 8));

        assertThat(shown.subList(1, shown.size()))
                .extracting(view -> ((ProgressView) view).done())
                .containsExactly(0.125, 0.5, 1.0);
        assertThat(view(3).status()).contains("painting");
    }

    private ProgressView view(int index) {
        return (ProgressView) shown.get(index);
    }

    private static Progress at(long elapsedMillis, int rows) {
        TokenGrid grid = new TokenGrid(SIDE, SIDE, new int[rows * SIDE]);
        return new Progress() {
            @Override
            public List<Recipe> recipes() {
                return plan.recipes();
            }

            @Override
            public List<TokenGrid> tokens() {
                return Collections.nCopies(plan.recipes().size(), grid);
            }

            @Override
            public int rowsDone() {
                return plan.recipes().size() * rows;
            }

            @Override
            public int rowsTotal() {
                return plan.recipes().size() * SIDE;
            }

            @Override
            public Duration elapsed() {
                return Duration.ofMillis(elapsedMillis);
            }

            @Override
            public BufferedImage paint(int picture) {
                return new BufferedImage(64, rows * 8, BufferedImage.TYPE_INT_RGB);
            }

            @Override
            public Duration painting() {
                return Duration.ZERO;
            }
        };
    }
}
