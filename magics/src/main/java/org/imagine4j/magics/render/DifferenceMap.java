package org.imagine4j.magics.render;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.imagine4j.magics.gallery.Comparison;

/** The first of two pictures, faded, with the patches marked whose tokens differ from the second's. */
final class DifferenceMap {

    /** Large enough for lines between the patches. */
    private static final int PATCH = 24;

    private static final Color FADE = new Color(255, 255, 255, 150);
    private static final Color LINE = new Color(128, 128, 128, 110);
    private static final Color MARK = new Color(225, 90, 0, 150);

    private DifferenceMap() {}

    static BufferedImage of(Comparison comparison) {
        int columns = comparison.left().tokens().columns();
        int rows = comparison.left().tokens().rowsFilled();
        BufferedImage map = new BufferedImage(columns * PATCH, rows * PATCH, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = map.createGraphics();
        graphics.drawImage(comparison.left().image(), 0, 0, map.getWidth(), map.getHeight(), null);
        graphics.setColor(FADE);
        graphics.fillRect(0, 0, map.getWidth(), map.getHeight());
        graphics.setColor(MARK);
        comparison
                .differences()
                .forEach(place -> graphics.fillRect(place.column() * PATCH, place.row() * PATCH, PATCH, PATCH));
        graphics.setColor(LINE);
        for (int column = 1; column < columns; column++) {
            graphics.drawLine(column * PATCH, 0, column * PATCH, map.getHeight());
        }
        for (int row = 1; row < rows; row++) {
            graphics.drawLine(0, row * PATCH, map.getWidth(), row * PATCH);
        }
        graphics.dispose();
        return map;
    }
}
