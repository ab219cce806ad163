package org.imagine4j.magics.render;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.imagine4j.magics.gallery.Comparison;
import org.imagine4j.magics.gallery.Comparison.Place;

/**
 * The first of two pictures, faded, with the patches outlined whose tokens differ from the second's, and the first of them
 * marked.
 */
final class DifferenceMap {

    /** Large enough for lines between the patches. */
    private static final int PATCH = 24;

    private static final Color FADE = new Color(255, 255, 255, 150);
    private static final Color LINE = new Color(128, 128, 128, 110);
    private static final Color TINT = new Color(225, 90, 0, 90);
    private static final Color EDGE = new Color(205, 70, 0);
    private static final Color FIRST = new Color(150, 0, 60);
    private static final int EDGE_WIDTH = 2;
    private static final int FIRST_WIDTH = 4;

    private DifferenceMap() {}

    static BufferedImage of(Comparison comparison) {
        int columns = comparison.left().tokens().columns();
        int rows = comparison.left().tokens().rowsFilled();
        BufferedImage map = new BufferedImage(columns * PATCH, rows * PATCH, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = map.createGraphics();
        graphics.drawImage(comparison.left().image(), 0, 0, map.getWidth(), map.getHeight(), null);
        graphics.setColor(FADE);
        graphics.fillRect(0, 0, map.getWidth(), map.getHeight());
        graphics.setColor(LINE);
        for (int column = 1; column < columns; column++) {
            graphics.drawLine(column * PATCH, 0, column * PATCH, map.getHeight());
        }
        for (int row = 1; row < rows; row++) {
            graphics.drawLine(0, row * PATCH, map.getWidth(), row * PATCH);
        }
        mark(graphics, comparison.differences());
        graphics.dispose();
        return map;
    }

    private static void mark(Graphics2D graphics, List<Place> differences) {
        Set<Place> all = new HashSet<>(differences);
        graphics.setColor(TINT);
        all.forEach(place -> graphics.fillRect(place.column() * PATCH, place.row() * PATCH, PATCH, PATCH));
        graphics.setColor(EDGE);
        all.forEach(place -> edges(graphics, place, all));
        differences.stream().findFirst().ifPresent(first -> {
            graphics.setColor(FIRST);
            graphics.setStroke(new BasicStroke(FIRST_WIDTH));
            int inset = FIRST_WIDTH / 2;
            graphics.drawRect(
                    first.column() * PATCH + inset,
                    first.row() * PATCH + inset,
                    PATCH - FIRST_WIDTH,
                    PATCH - FIRST_WIDTH);
        });
    }

    /** The borders between a place and those that do not differ. */
    private static void edges(Graphics2D graphics, Place place, Set<Place> all) {
        int x = place.column() * PATCH;
        int y = place.row() * PATCH;
        int far = PATCH - EDGE_WIDTH;
        if (!all.contains(new Place(place.row() - 1, place.column()))) {
            graphics.fillRect(x, y, PATCH, EDGE_WIDTH);
        }
        if (!all.contains(new Place(place.row() + 1, place.column()))) {
            graphics.fillRect(x, y + far, PATCH, EDGE_WIDTH);
        }
        if (!all.contains(new Place(place.row(), place.column() - 1))) {
            graphics.fillRect(x, y, EDGE_WIDTH, PATCH);
        }
        if (!all.contains(new Place(place.row(), place.column() + 1))) {
            graphics.fillRect(x + far, y, EDGE_WIDTH, PATCH);
        }
    }
}
