package org.imagine4j.magics.render;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A run under way.
 *
 * @param pictures every picture of the run as it stands
 * @param done how much of the drawing is done, 0 to 1
 * @param status what is happening, in a few words
 */
public record ProgressView(List<Picture> pictures, double done, String status) implements View {

    public ProgressView {
        pictures = List.copyOf(pictures);
    }

    /** What to say of a run that has drawn {@code done} of {@code total} rows in {@code elapsed}. */
    public static String drawing(int done, int total, Duration elapsed) {
        String rows = "row " + done + " of " + total + ", " + Words.time(elapsed);
        if (done == 0) {
            return rows;
        }
        if (done == total) {
            return rows + Words.DOT + "painting";
        }
        return rows + Words.DOT + Words.rate(done, elapsed, "row") + Words.DOT + "about "
                + Words.time(elapsed.multipliedBy(total - done).dividedBy(done)) + " left";
    }

    @Override
    public String text() {
        return String.format(
                Locale.ROOT,
                "%s%n%3.0f %%  %s%s%s",
                pictures.get(0).recipe().prompt(),
                100 * done,
                status,
                Words.DOT,
                String.join(Words.DOT, settings()));
    }

    @Override
    public String html() {
        Grid grid = new Grid(pictures);
        List<Html> content = new ArrayList<>(grid.html());
        content.add(Bar.of("Drawing", done, grid.width()));
        return Frame.around(content, Frame.caption(status, settings())).toString();
    }

    private List<String> settings() {
        return Words.settings(pictures.get(0).recipe());
    }
}
