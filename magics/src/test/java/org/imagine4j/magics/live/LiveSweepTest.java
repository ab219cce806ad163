package org.imagine4j.magics.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.imagine4j.magics.Imagine;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.notebook.Notebook;
import org.imagine4j.magics.render.Picture;
import org.imagine4j.magics.render.SweepProgressView;
import org.imagine4j.magics.render.SweepView;
import org.imagine4j.magics.render.View;
import org.imagine4j.magics.sweep.Axis;
import org.imagine4j.magics.sweep.Sweep;
import org.imagine4j.magics.sweep.SweepResult;
import org.imagine4j.models.store.ModelStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sweep's display shows, with the bundled model. */
class LiveSweepTest {

    @TempDir
    private static Path home;

    private final Studio studio = new Studio(() -> new ModelStore(home));
    private final List<Object> shown = new ArrayList<>();
    private int stopAt = Integer.MAX_VALUE;

    private final Notebook notebook = value -> {
        shown.add(value);
        return newValue -> {
            shown.add(newValue);
            if (shown.size() == stopAt) {
                Thread.currentThread().interrupt();
            }
        };
    };

    @AfterEach
    void closeStudio() {
        studio.close();
    }

    private Imagine cat() {
        return studio.prompts(List.of("a cat")).seed(7);
    }

    private SweepResult present(Sweep sweep) {
        return new LiveSweep(notebook, false).present(sweep, result -> result.withNote("a note"));
    }

    @Test
    void knownPicturesStandThereFromTheBeginningAndTheBarIsForTheOthers() {
        Sweep.of(cat(), Axis.seed(1, 2)).run();
        present(Sweep.of(cat(), Axis.precision("fp32", "int8"), Axis.seed(1, 2, 3)));

        assertThat(progress(0).pictures()).extracting(Picture::painted).containsExactly(1.0, 1.0, 0.0, 0.0, 0.0, 0.0);
        List<Double> done = shown.stream()
                .filter(SweepProgressView.class::isInstance)
                .map(view -> ((SweepProgressView) view).done())
                .toList();
        assertThat(done).isSorted().startsWith(0.0).contains(0.25).endsWith(1.0);
        SweepProgressView secondPart = shown.stream()
                .filter(SweepProgressView.class::isInstance)
                .map(SweepProgressView.class::cast)
                .filter(view -> view.done() == 0.25 && view.status().startsWith("preparing"))
                .findFirst()
                .orElseThrow();
        assertThat(secondPart.pictures()).extracting(Picture::painted).containsExactly(1.0, 1.0, 1.0, 0.0, 0.0, 0.0);
        assertThat(shownLast().text()).contains("6 pictures in", "2 of them drawn before", "a note");
    }

    @Test
    void aStopLeavesTheRestBlankAndSaysWhatWasKept() {
        stopAt = 6;
        SweepResult result =
                present(Sweep.of(cat(), Axis.seed(LongStream.rangeClosed(1, 300).toArray())));

        assertThat(Thread.interrupted()).as("the stop is used up").isFalse();
        assertThat(result.artworks()).isNotEmpty().hasSizeLessThan(300);
        View view = shownLast();
        assertThat(view.text()).contains("Stopped after", "of 300 pictures");
        assertThat(view.html()).contains("padding-bottom:100.00%");
    }

    @Test
    void aStopBeforeAnythingIsDrawnShowsAnEmptySheet() {
        studio.plan(cat());
        Thread.currentThread().interrupt();
        present(Sweep.of(cat(), Axis.seed(1, 2)));

        View view = shownLast();
        assertThat(view.text()).contains("kept none of 2 pictures");
        assertThat(view.html()).doesNotContain("<img").contains("padding-bottom:100.00%");
        assertThat(view.png()).isEmpty();
    }

    @Test
    void anErrorDoesNotLeaveProgressStanding() {
        Imagine broken = cat().listener(progress -> {
            throw new IllegalStateException("listener broke");
        });

        assertThatThrownBy(() -> present(Sweep.of(broken, Axis.seed(1, 2)))).hasMessageContaining("listener broke");
        assertThat(((SweepProgressView) shown.get(shown.size() - 1)).status()).isEqualTo("ended by an error");
    }

    /** The value itself, for kernels show what a magic returns only once. */
    private View shownLast() {
        return new SweepView((SweepResult) shown.get(shown.size() - 1));
    }

    private SweepProgressView progress(int index) {
        return (SweepProgressView) shown.get(index);
    }
}
