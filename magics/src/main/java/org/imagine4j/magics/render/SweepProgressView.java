package org.imagine4j.magics.render;

import java.util.List;
import java.util.Locale;
import org.imagine4j.magics.sweep.SweepPlan;

/**
 * A sweep under way.
 *
 * @param plan what it makes
 * @param pictures every picture as it stands, cell by cell
 * @param done how much of the drawing is done, 0 to 1
 * @param status what is happening, in a few words
 */
public record SweepProgressView(SweepPlan plan, List<Picture> pictures, double done, String status) implements View {

    public SweepProgressView {
        pictures = List.copyOf(pictures);
    }

    @Override
    public String text() {
        return String.format(
                Locale.ROOT,
                "%s%n%3.0f %%  %s%s%s",
                plan.heading().orElse("sweep"),
                100 * done,
                status,
                Words.DOT,
                String.join(Words.DOT, plan.settings()));
    }

    @Override
    public String html() {
        SweepGrid grid = new SweepGrid(plan, pictures);
        List<Html> content = grid.html();
        content.add(Bar.of("Drawing", done, grid.width()));
        return Frame.around(content, Frame.caption(status, plan.settings())).toString();
    }
}
