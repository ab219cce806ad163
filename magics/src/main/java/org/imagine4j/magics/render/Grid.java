package org.imagine4j.magics.render;

import java.util.List;
import java.util.Locale;
import org.imagine4j.inference.Recipe;

/**
 * Pictures in rows under their prompts. The same layout serves a run under way and its result, so that nothing jumps
 * when the last picture is done.
 *
 * @param pictures in order; pictures of one prompt stand together
 * @param captions what stands below each of them; none if nothing does
 */
record Grid(List<Picture> pictures, List<Html> captions) {

    private static final int SMALLEST = 160;
    private static final int LARGEST = 256;
    private static final int WIDEST = 768;
    private static final int GAP = 10;

    Grid {
        pictures = List.copyOf(pictures);
        captions = List.copyOf(captions);
    }

    /** Pictures with nothing below them. */
    Grid(List<Picture> pictures) {
        this(pictures, List.of());
    }

    /**
     * The width of a picture on the page, in CSS pixels: small ones enlarged, large ones at most at their natural size,
     * a picture on its own as large as the page's pictures get. What is wider than high is wider on the page, too.
     */
    static int displayWidth(PictureSize size, int pictures) {
        int shorter = Math.min(size.width(), size.height());
        int side = pictures == 1 ? alone(shorter) : Math.max(SMALLEST, Math.min(LARGEST, shorter));
        return Math.min(WIDEST, Math.round((float) side * size.width() / shorter));
    }

    private static int alone(int shorter) {
        return shorter >= LARGEST ? shorter : Math.max(LARGEST, 2 * shorter);
    }

    /** Each prompt with its pictures below; several prompts side by side as far as the page allows. */
    List<Html> html() {
        List<Arrangement.Group> groups = arrangement().groups();
        if (groups.size() == 1) {
            return section(groups.get(0));
        }
        return List.of(Html.element("div")
                .style("display:flex;flex-wrap:wrap;gap:0 32px")
                .addAll(groups.stream()
                        .map(group -> Html.element("div").addAll(section(group)))
                        .toList()));
    }

    private List<Html> section(Arrangement.Group group) {
        return group.ofOnePrompt()
                ? List.of(prompt(pictures.get(group.start()).recipe()), cells(group))
                : List.of(cells(group));
    }

    /** The width on the page, in CSS pixels, of the first prompt's pictures. */
    int width() {
        Arrangement.Group first = arrangement().groups().get(0);
        return first.columns() * (displayWidth(first) + GAP) - GAP;
    }

    private int displayWidth(Arrangement.Group group) {
        return displayWidth(pictures.get(group.start()).size(), group.size());
    }

    private Arrangement arrangement() {
        return Arrangement.of(
                pictures.stream().map(Picture::recipe).toList(),
                pictures.stream().map(Picture::template).toList());
    }

    /** A recipe's prompts above its picture. */
    static Html prompt(Recipe recipe) {
        return prompt(recipe.prompt(), recipe.negativePrompt());
    }

    /** A prompt above its pictures; the negative one may be empty. */
    static Html prompt(String prompt, String negative) {
        Html line = Html.element("div")
                .style("margin:0 0 8px;font-size:1.1em;font-weight:600;line-height:1.4;overflow-wrap:break-word")
                .add(Html.element("bdi").text(prompt));
        if (!negative.isEmpty()) {
            line.add(Html.element("span")
                    .style("font-weight:400;opacity:0.75")
                    .text(" without ")
                    .add(Html.element("bdi").text(negative)));
        }
        return line;
    }

    private Html cells(Arrangement.Group group) {
        int width = displayWidth(group);
        Html grid = Html.element("div")
                .style(String.format(
                        Locale.ROOT,
                        "display:grid;grid-template-columns:repeat(%d, minmax(0, %dpx));gap:%dpx;margin:0 0 14px",
                        group.columns(),
                        width,
                        GAP));
        for (int i = group.start(); i < group.end(); i++) {
            Html cell = group.ofOnePrompt() ? cell(i, width) : captioned(i, width);
            grid.add(captions.isEmpty() ? cell : Html.element("div").add(cell).add(captions.get(i)));
        }
        return grid;
    }

    private Html captioned(int position, int width) {
        return Html.element("div")
                .add(cell(position, width))
                .add(Html.element("div")
                        .style("margin:3px 0 2px;font-size:0.9em;line-height:1.3;overflow-wrap:break-word")
                        .add(Html.element("bdi")
                                .text(pictures.get(position).recipe().prompt())));
    }

    private Html cell(int position, int width) {
        Picture picture = pictures.get(position);
        String alt = "Picture " + position + ": " + picture.recipe().prompt();
        return picture.html(width, alt, title(position, picture));
    }

    private static String title(int position, Picture picture) {
        String made = "artwork(" + position + ")" + Words.DOT + "seed "
                + picture.recipe().seed() + ", picture " + picture.recipe().index();
        return picture.whole() ? made : made + Words.DOT + "partly painted";
    }
}
