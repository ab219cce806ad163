package org.imagine4j.magics.render;

import java.awt.image.BufferedImage;
import org.imagine4j.inference.inspection.GridMap;

/** A heat map as pixels: a square for each token. */
final class HeatImage {

    private HeatImage() {}

    /**
     * Draws it.
     *
     * @param side width and height of a square
     */
    static BufferedImage of(GridMap map, ColorScale scale, int side) {
        return of(map.toArray(), scale, side);
    }

    /** Draws {@code [row][column]}; rows are of one length. */
    static BufferedImage of(double[][] values, ColorScale scale, int side) {
        BufferedImage image =
                new BufferedImage(values[0].length * side, values.length * side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, scale.color(values[y / side][x / side]).getRGB());
            }
        }
        return image;
    }
}
