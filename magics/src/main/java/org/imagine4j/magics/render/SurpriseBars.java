package org.imagine4j.magics.render;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.imagine4j.inference.inspection.PositionOdds;
import org.imagine4j.magics.TokenMeasure;

/** The surprise of every token as a bar, in the order of painting; between the bars the page shows through. */
final class SurpriseBars {

    private SurpriseBars() {}

    /** Draws them. */
    static BufferedImage of(List<PositionOdds> positions, ColorScale scale, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        for (int i = 0; i < positions.size(); i++) {
            double surprise = TokenMeasure.SURPRISE.of(positions.get(i));
            int left = i * width / positions.size();
            int right = Math.max(left + 1, (i + 1) * width / positions.size() - 1);
            int length = (int) Math.max(1, Math.round(height * Math.min(1, surprise / scale.high())));
            graphics.setColor(scale.color(surprise));
            graphics.fillRect(left, height - length, right - left, length);
        }
        graphics.dispose();
        return image;
    }
}
