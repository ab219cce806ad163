package org.imagine4j.magics.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.imagine4j.magics.sweep.Axis;
import org.imagine4j.magics.sweep.SweepPlan;

/**
 * Pictures in rows and columns with their labels; those of a sweep along one axis follow each other in lines. The same
 * layout serves a sweep under way and its result.
 *
 * @param pictures cell by cell
 */
record SweepGrid(SweepPlan plan, List<Picture> pictures) {

    private static final int LARGE = 160;
    private static final int SMALL = 128;
    private static final int SMALLEST = 64;

    /** More columns than these are drawn small. */
    private static final int FEW = 4;

    private static final int GAP = 10;
    private static final int SMALL_GAP = 3;
    private static final String AXIS = "font-size:0.9em;line-height:1.3;opacity:0.75";
    private static final String LABEL =
            "font-size:0.9em;font-weight:600;line-height:1.3;overflow-wrap:anywhere;align-self:";

    SweepGrid {
        pictures = List.copyOf(pictures);
    }

    List<Html> html() {
        List<Html> parts = new ArrayList<>();
        plan.heading()
                .ifPresent(heading ->
                        parts.add(Grid.prompt(heading, plan.negative().orElse(""))));
        parts.add(Html.element("div").style("overflow-x:auto;margin:0 0 12px").add(plan.hasRows() ? table() : lines()));
        return parts;
    }

    /** The width on the page, in CSS pixels, without the labels of rows. */
    int width() {
        return Math.min(6, plan.columns().values().size()) * (cellWidth() + GAP) - GAP;
    }

    private Html table() {
        int columns = plan.columns().values().size();
        Html grid = Html.element("div")
                .style(String.format(
                        Locale.ROOT,
                        "display:grid;grid-template-columns:fit-content(160px) repeat(%d, minmax(%dpx, %dpx));gap:%dpx;"
                                + "align-items:start",
                        columns,
                        plan.across() * SMALLEST,
                        cellWidth(),
                        GAP));
        grid.add(Html.element("div"));
        grid.add(axisName(plan.columns().name() + " →").style("grid-column:2 / -1;" + AXIS));
        grid.add(axisName(plan.rows().name() + " ↓").style("align-self:end;" + AXIS));
        plan.columns().values().forEach(value -> grid.add(label(value, "end")));
        int first = 0;
        for (int row = 0; row < plan.rows().values().size(); row++) {
            grid.add(label(plan.rows().values().get(row), "center"));
            for (int column = 0; column < columns; column++) {
                grid.add(cell(row, column, first));
                first += plan.cell(row, column).recipes().size();
            }
        }
        return grid;
    }

    private Html lines() {
        Html line = Html.element("div").style("display:flex;flex-wrap:wrap;gap:" + GAP + "px");
        int first = 0;
        for (int column = 0; column < plan.columns().values().size(); column++) {
            line.add(Html.element("div")
                    .style("width:" + cellWidth() + "px;max-width:100%")
                    .add(label(plan.columns().values().get(column), "end").style(LABEL + "end;margin:0 0 4px"))
                    .add(cell(0, column, first)));
            first += plan.cell(0, column).recipes().size();
        }
        return Html.element("div")
                .add(axisName(plan.columns().name() + " →").style(AXIS + ";margin:0 0 4px"))
                .add(line);
    }

    private static Html axisName(String name) {
        return Html.element("div").add(Html.element("bdi").text(name));
    }

    private static Html label(Axis.Value value, String align) {
        return Html.element("div").style(LABEL + align).add(Html.element("bdi").text(value.label()));
    }

    private Html cell(int row, int column, int first) {
        int size = plan.cell(row, column).recipes().size();
        if (size == 1) {
            return picture(row, column, 0, first);
        }
        Html cell = Html.element("div")
                .style(String.format(
                        Locale.ROOT,
                        "display:grid;grid-template-columns:repeat(%d, minmax(0, 1fr));gap:%dpx",
                        plan.across(),
                        SMALL_GAP));
        for (int i = 0; i < size; i++) {
            cell.add(picture(row, column, i, first + i));
        }
        return cell;
    }

    private Html picture(int row, int column, int index, int position) {
        Picture picture = pictures.get(position);
        String place = row + ", " + column + (index == 0 ? "" : ", " + index);
        String title = "artwork(" + place + ")" + Words.DOT
                + String.join(Words.DOT, Words.settings(picture.recipe())) + Words.DOT
                + picture.recipe().prompt() + (picture.whole() ? "" : Words.DOT + "partly painted");
        return picture.html(
                pictureWidth(), "Picture " + place + ": " + picture.recipe().prompt(), title);
    }

    private int pictureWidth() {
        return plan.across() == 1 ? side() : Math.max(SMALLEST, 2 * side() / (plan.across() + 1));
    }

    private int side() {
        return plan.columns().values().size() > FEW ? SMALL : LARGE;
    }

    private int cellWidth() {
        return plan.across() * (pictureWidth() + SMALL_GAP) - SMALL_GAP;
    }
}
