package org.imagine4j.magics.render;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import org.imagine4j.inference.Artwork;

/**
 * A picture whose patches can be pointed at, and maps over it. No scripts: a patch is a radio button without looks, so that a
 * click or the arrow keys keep it, and rules with {@code :has} set variables that the whole view uses. Where a page drops rules
 * the picture is there all the same; where a browser does not know {@code :has} the patches still have titles.
 *
 * @param artwork the picture
 * @param view the class of the view that it stands in
 */
record Stage(Artwork artwork, String view) {

    private static final int WIDTH = 384;
    private static final int WIDEST = 768;
    private static final int COPY = 192;

    /** A class for one view, so that several on a page do not disturb each other. */
    static String newView() {
        return "i" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), Character.MAX_RADIX);
    }

    int rows() {
        return artwork.tokens().rowsFilled();
    }

    int columns() {
        return artwork.tokens().columns();
    }

    int patches() {
        return rows() * columns();
    }

    /** {@code row 2, column 5}. */
    String place(int patch) {
        return "row " + patch / columns() + ", column " + patch % columns();
    }

    /** The rules that every stage needs. */
    String rules() {
        return """
                .V .p{appearance:none;-webkit-appearance:none;opacity:1!important;background:none;border:0;box-shadow:none;\
                cursor:crosshair;min-width:0;min-height:0;border-radius:0}
                .V .p::before,.V .p::after{content:none}
                .V .p:hover,.V:not(:has(.p:hover)) .p:checked{outline:2px solid #fff;outline-offset:-1px;box-shadow:0 0 0 3px #000;\
                position:relative;z-index:1}
                .V .p:focus-visible{outline-color:#ffd633}
                .V .n{cursor:pointer;text-decoration:underline;margin-left:0.6em}
                .V .n:has(:checked){opacity:0;position:absolute}
                """.replace("V", view);
    }

    /** Where the browser finds the picture; saved from there it has its recipe inside. */
    String picture() {
        return Picture.of(artwork).source();
    }

    /** The same with fewer pixels, for where it stands again. */
    String copy() {
        return Heat.source(
                Heat.resized(artwork.image(), Math.min(COPY, artwork.image().getWidth()), false));
    }

    /** A rule for when a patch is pointed at, or kept and no other pointed at. */
    String whenChosen(int patch, String declarations) {
        return String.format(
                Locale.ROOT,
                ".%1$s:not(:has(.p:hover)):has(.p%2$d:checked),.%1$s:has(.p%2$d:hover){%3$s}\n",
                view,
                patch,
                declarations);
    }

    /**
     * A rule for when a word's card is pointed at; or has the focus and no other is pointed at; or is kept and no other is
     * pointed at or has the focus.
     */
    String whenWordChosen(int word, String declarations) {
        return String.format(
                Locale.ROOT,
                ".%1$s:not(:has(.w:hover,.w:focus)):has(.w%2$d :checked),.%1$s:not(:has(.w:hover)):has(.w%2$d:focus),"
                        + ".%1$s:has(.w%2$d:hover){%3$s}\n",
                view,
                word,
                declarations);
    }

    /**
     * The picture, what lies over it, and its patches on top.
     *
     * @param source where the browser finds the picture
     * @param layers see-through elements
     * @param title of each patch
     * @param kept the patch that is kept to begin with; −1: none
     */
    Html html(String source, List<Html> layers, IntFunction<String> title, int kept) {
        Html patches = Html.element("div")
                .style(over() + "display:grid;grid-template:repeat(" + rows() + ",minmax(0,1fr))/repeat(" + columns()
                        + ",minmax(0,1fr))");
        for (int patch = 0; patch < patches(); patch++) {
            Html button = Html.element("input")
                    .with("type", "radio")
                    .with("name", view + "p")
                    .with("class", "p p" + patch)
                    .with("title", title.apply(patch))
                    .style("opacity:0;margin:0;width:100%;height:100%");
            patches.add(patch == kept ? button.with("checked", "checked") : button);
        }
        return Html.element("div")
                .style("position:relative;flex:none;align-self:flex-start;line-height:0;max-width:100%;width:" + width()
                        + "px")
                .add(Html.element("img")
                        .with("class", "o")
                        .with("src", source)
                        .with("alt", artwork.recipe().prompt())
                        .with("width", width())
                        .style("display:block;width:100%;height:auto;margin:0"))
                .addAll(layers)
                .add(patches);
    }

    /** The button that lets go of the patch that was kept. */
    Html release(String label, boolean chosen) {
        Html button = Html.element("input")
                .with("type", "radio")
                .with("name", view + "p")
                .style("position:absolute;opacity:0;width:1px;height:1px;margin:0");
        return Html.element("label")
                .with("class", "n")
                .add(chosen ? button.with("checked", "checked") : button)
                .add(Html.element("span").text(label));
    }

    /** The style of what lies over the whole picture. */
    static String over() {
        return "position:absolute;inset:0;";
    }

    private int width() {
        double shape = (double) artwork.image().getWidth() / artwork.image().getHeight();
        return (int) Math.round(Math.min(WIDEST, WIDTH * Math.max(1, shape)));
    }
}
