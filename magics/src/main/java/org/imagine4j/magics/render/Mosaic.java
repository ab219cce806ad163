package org.imagine4j.magics.render;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Some pictures in one small square, in rows from the top left, as few as hold them. */
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
     * @param images at least one; those after the first {@value #MOST} are left out
     * @param side of the mosaic in pixels
     */
    static BufferedImage of(List<BufferedImage> images, int side) {
        int shown = Math.min(MOST, images.size());
        int columns = (int) Math.ceil(Math.sqrt(shown));
        int rows = (shown + columns - 1) / columns;
        int cell = (side - (columns - 1) * GAP) / columns;
        BufferedImage mosaic =
                new BufferedImage(columns * (cell + GAP) - GAP, rows * (cell + GAP) - GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = mosaic.createGraphics();
        graphics.setColor(BACKGROUND);
        graphics.fillRect(0, 0, side, side);
        for (int i = 0; i < shown; i++) {
            BufferedImage image = images.get(i);
            double scale = (double) cell / Math.max(image.getWidth(), image.getHeight());
            int width = Math.max(1, (int) Math.round(scale * image.getWidth()));
            int height = Math.max(1, (int) Math.round(scale * image.getHeight()));
            int x = i % columns * (cell + GAP) + (cell - width) / 2;
            graphics.drawImage(scaled(image, width, height), x, i / columns * (cell + GAP), null);
        }
        graphics.dispose();
        return mosaic;
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

    /** A JPEG file's bytes: a notebook that shows many of them should stay small. */
    static byte[] jpeg(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not encode a picture as JPEG", e);
        }
        return bytes.toByteArray();
    }
}
