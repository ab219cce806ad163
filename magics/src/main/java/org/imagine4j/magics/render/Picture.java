package org.imagine4j.magics.render;

import java.util.Locale;
import java.util.Objects;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Recipe;

/**
 * One picture of a grid as it stands: whole, with only its first rows painted, or not begun.
 *
 * @param recipe what it is made from
 * @param template what was typed for its prompt
 * @param size of the whole picture
 * @param source where the browser finds the painted part; the empty string while nothing is painted
 * @param painted how much of its height is painted, 0 to 1
 */
public record Picture(Recipe recipe, String template, PictureSize size, String source, double painted) {

    public Picture {
        Objects.requireNonNull(recipe, "recipe");
        Objects.requireNonNull(template, "template");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(source, "source");
    }

    /** A picture of which nothing is painted yet. */
    public static Picture blank(Recipe recipe, String template, PictureSize size) {
        return new Picture(recipe, template, size, "", 0);
    }

    /**
     * The same picture with its upper part painted, or all of it.
     *
     * @param png the painted part as a PNG file
     * @param share how much of its height that is, above 0 and at most 1
     */
    public Picture painted(byte[] png, double share) {
        return new Picture(recipe, template, size, DataUri.png(png), share);
    }

    /** An artwork; the browser saves it with its recipe inside. */
    public static Picture of(Artwork artwork) {
        return blank(artwork.recipe(), artwork.template(), PictureSize.of(artwork))
                .painted(
                        artwork.png(),
                        (double) artwork.tokens().rowsFilled()
                                / artwork.tokens().rows());
    }

    /**
     * The picture in its frame; what is not painted is left free.
     *
     * @param width in CSS pixels, as far as there is room
     * @param alt what it is, for those who do not see it
     * @param title what to know about it, on hover
     */
    Html html(int width, String alt, String title) {
        int height = size.heightFor(width);
        Html frame = Html.element("div")
                .style("background:rgba(128,128,128,0.14);" + Frame.EDGE + "overflow:hidden;line-height:0");
        if (begun()) {
            frame.add(Html.element("img")
                    .with("src", source)
                    .with("alt", alt)
                    .with("title", title)
                    .with("width", width)
                    .with("height", Math.round(height * painted))
                    .style("display:block;width:100%;height:auto;margin:0"));
        }
        if (!whole()) {
            double missing = 100.0 * height / width * (1 - painted);
            frame.add(Html.element("div").style(String.format(Locale.ROOT, "padding-bottom:%.2f%%", missing)));
        }
        return frame;
    }

    boolean begun() {
        return painted > 0;
    }

    boolean whole() {
        return painted >= 1;
    }
}
