package org.imagine4j.magics.render;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.function.IntToDoubleFunction;
import org.imagine4j.inference.inspection.GridMap;

/** Maps as pixels, one for every patch; the page enlarges them. */
final class Heat {

    private Heat() {}

    static BufferedImage image(GridMap map, HeatScale scale) {
        return image(map.rows(), map.columns(), scale, i -> map.value(i / map.columns(), i % map.columns()));
    }

    /** @param value of each pixel, counted row by row */
    static BufferedImage image(int rows, int columns, HeatScale scale, IntToDoubleFunction value) {
        BufferedImage image = blank(rows, columns, scale);
        for (int i = 0; i < rows * columns; i++) {
            image.getRaster().setSample(i % columns, i / columns, 0, scale.level(value.applyAsDouble(i)));
        }
        return image;
    }

    /** An image for maps of this scale's colours. */
    static BufferedImage blank(int rows, int columns, HeatScale scale) {
        return new BufferedImage(columns, rows, BufferedImage.TYPE_BYTE_INDEXED, scale.palette());
    }

    /** Where a browser finds the image. */
    static String source(BufferedImage image) {
        return DataUri.png(Png.encode(image));
    }

    /** The image in another size, smooth. */
    static BufferedImage resized(BufferedImage image, int width, boolean grey) {
        int height = Math.max(1, Math.round((float) width * image.getHeight() / image.getWidth()));
        BufferedImage resized =
                new BufferedImage(width, height, grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = resized.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return resized;
    }

    /** Draws a map over a picture, patches with sharp edges. */
    static void draw(Graphics2D graphics, BufferedImage picture, BufferedImage heat, int x, int y) {
        graphics.drawImage(picture, x, y, null);
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        graphics.drawImage(heat, x, y, picture.getWidth(), picture.getHeight(), null);
    }
}
