package org.imagine4j.magics.render;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import org.imagine4j.inference.Artwork;

/** All pictures of a run in one image, for exports and front ends that show no HTML. */
final class ContactSheet {

    private static final int GAP = 8;

    private ContactSheet() {}

    static byte[] png(List<Artwork> artworks, int imageSize) {
        int columns = Grid.columns(artworks.size());
        int rows = (artworks.size() + columns - 1) / columns;
        int cell = Grid.displaySize(imageSize, artworks.size());
        BufferedImage sheet = new BufferedImage(extent(columns, cell), extent(rows, cell), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        for (int i = 0; i < artworks.size(); i++) {
            BufferedImage image = artworks.get(i).image();
            int height = Math.round((float) cell * image.getHeight() / image.getWidth());
            graphics.drawImage(image, (i % columns) * (cell + GAP), (i / columns) * (cell + GAP), cell, height, null);
        }
        graphics.dispose();
        return Png.encode(sheet);
    }

    private static int extent(int cells, int cell) {
        return cells * cell + (cells - 1) * GAP;
    }
}
