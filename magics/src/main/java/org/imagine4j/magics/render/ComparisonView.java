package org.imagine4j.magics.render;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.imagine4j.inference.Artwork;
import org.imagine4j.magics.gallery.Comparison;
import org.imagine4j.magics.gallery.GalleryEntry;

/**
 * Two pictures side by side, beside them where they differ, and below their settings.
 *
 * @param leftName what the first is called
 * @param rightName what the second is called
 * @param comparison the pictures
 */
public record ComparisonView(String leftName, String rightName, Comparison comparison) implements View {

    private static final int GAP = 16;

    /** Two pictures of the gallery. */
    public static ComparisonView of(GalleryEntry left, GalleryEntry right) {
        return new ComparisonView(
                left.id().toString(), right.id().toString(), new Comparison(left.artwork(), right.artwork()));
    }

    @Override
    public String text() {
        return leftName + " and " + rightName + ": " + comparison.summary() + "\n"
                + settings().text();
    }

    @Override
    public String html() {
        return Frame.around(List.of(pictures(), settings().html()), Frame.caption(comparison.summary(), List.of()))
                .toString();
    }

    /** The two and the map beside each other. */
    Html pictures() {
        Html pictures = Html.element("div")
                .style("display:grid;grid-template-columns:repeat(3, minmax(0, " + width(comparison.left())
                        + "px));align-items:start;gap:" + GAP + "px;margin:0 0 10px")
                .add(picture(leftName, comparison.left()))
                .add(picture(rightName, comparison.right()));
        if (showsDifferences()) {
            pictures.add(captioned(
                    "where they differ",
                    comparison.summary(),
                    Png.encode(DifferenceMap.of(comparison)),
                    width(comparison.left())));
        }
        return pictures;
    }

    private static Html picture(String name, Artwork artwork) {
        return captioned(name, name + ": " + artwork.recipe().prompt(), artwork.png(), width(artwork));
    }

    private static Html captioned(String name, String description, byte[] png, int width) {
        return Html.element("div")
                .style("min-width:0")
                .add(Html.element("div")
                        .style("margin:0 0 4px;font-weight:600;line-height:1.4")
                        .text(name))
                .add(Html.element("img")
                        .with("src", DataUri.png(png))
                        .with("alt", description)
                        .with("width", width)
                        .style("display:block;box-sizing:border-box;width:100%;height:auto;margin:0;" + Frame.EDGE));
    }

    /** The two pictures and the map in a row, with fewer colours. */
    @Override
    public Optional<byte[]> png() {
        List<BufferedImage> images = showsDifferences()
                ? List.of(comparison.left().image(), comparison.right().image(), DifferenceMap.of(comparison))
                : List.of(comparison.left().image(), comparison.right().image());
        int side = width(comparison.left());
        BufferedImage row =
                new BufferedImage(images.size() * (side + GAP) - GAP, side, BufferedImage.TYPE_USHORT_555_RGB);
        Graphics2D graphics = row.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, row.getWidth(), row.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        for (int i = 0; i < images.size(); i++) {
            BufferedImage image = images.get(i);
            double scale = (double) side / Math.max(image.getWidth(), image.getHeight());
            graphics.drawImage(
                    image,
                    i * (side + GAP),
                    0,
                    (int) Math.round(scale * image.getWidth()),
                    (int) Math.round(scale * image.getHeight()),
                    null);
        }
        graphics.dispose();
        return Optional.of(Png.encode(row));
    }

    private boolean showsDifferences() {
        return comparison.comparable() && !comparison.differences().isEmpty();
    }

    private SettingsTable settings() {
        return SettingsTable.of(List.of(leftName, rightName), List.of(comparison.left(), comparison.right()));
    }

    private static int width(Artwork artwork) {
        return Grid.displayWidth(PictureSize.of(artwork), 1);
    }
}
