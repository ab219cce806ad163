package org.imagine4j.magics.render;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/** Some pictures in one small picture, in full rows from the top left: up to three in a row, four, six, or nine. */
final class Mosaic {

    /** The most pictures in it. */
    static final int MOST = 9;

    private static final int GAP = 2;

    /** Reads well on light and on dark pages. */
    private static final Color BACKGROUND = new Color(0x808080);

    private Mosaic() {}

    /**
     * The mosaic.
     *
     * @param images at least one; those that fill no row are left out
     * @param width of the mosaic in pixels, about
     */
    static BufferedImage of(List<BufferedImage> images, int width) {
        int columns = images.size() <= 3 ? images.size() : images.size() < 6 ? 2 : 3;
        int rows = images.size() <= 3 ? 1 : Math.min(3, images.size() / columns);
        int widest = images.stream().mapToInt(BufferedImage::getWidth).max().orElseThrow();
        int highest = images.stream().mapToInt(BufferedImage::getHeight).max().orElseThrow();
        int cellWidth = (width - (columns - 1) * GAP) / columns;
        int cellHeight = Math.min(2 * cellWidth, scaled(cellWidth, highest, widest));
        BufferedImage mosaic = new BufferedImage(
                columns * (cellWidth + GAP) - GAP, rows * (cellHeight + GAP) - GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = mosaic.createGraphics();
        graphics.setColor(BACKGROUND);
        graphics.fillRect(0, 0, mosaic.getWidth(), mosaic.getHeight());
        for (int i = 0; i < columns * rows; i++) {
            BufferedImage image = images.get(i);
            Image cell = scaled(
                    image, scaled(cellWidth, image.getWidth(), widest), scaled(cellWidth, image.getHeight(), widest));
            graphics.drawImage(cell, i % columns * (cellWidth + GAP), i / columns * (cellHeight + GAP), null);
        }
        graphics.dispose();
        return mosaic;
    }

    private static int scaled(int length, int numerator, int denominator) {
        return Math.max(1, Math.round((float) length * numerator / denominator));
    }

    /** Averages where it shrinks: picking single pixels would make it grainy. */
    private static Image scaled(BufferedImage image, int width, int height) {
        if (width < image.getWidth()) {
            return image.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING);
        }
        BufferedImage larger = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = larger.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return larger;
    }
}
