package org.imagine4j.install.repl;

import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Pictures for a terminal: every character shows two pixels, the upper as its colour and the lower as its background. */
final class HalfBlocks {

    private static final char UPPER_HALF = '▀';

    private HalfBlocks() {}

    /**
     * The lines of a picture.
     *
     * @param columns the most characters of a line; smaller pictures keep their size
     */
    static List<AttributedString> of(BufferedImage picture, int columns) {
        int width = Math.min(columns, picture.getWidth());
        int height = Math.max(1, Math.round((float) width * picture.getHeight() / picture.getWidth()));
        BufferedImage scaled = scaled(picture, width, height);
        List<AttributedString> lines = new ArrayList<>();
        for (int y = 0; y < height; y += 2) {
            AttributedStringBuilder line = new AttributedStringBuilder();
            for (int x = 0; x < width; x++) {
                AttributedStyle style = AttributedStyle.DEFAULT.foregroundRgb(rgb(scaled, x, y));
                line.styled(y + 1 < height ? style.backgroundRgb(rgb(scaled, x, y + 1)) : style, "" + UPPER_HALF);
            }
            lines.add(line.toAttributedString());
        }
        return lines;
    }

    private static int rgb(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & 0xffffff;
    }

    private static BufferedImage scaled(BufferedImage picture, int width, int height) {
        Image averaged = picture.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING);
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.drawImage(averaged, 0, 0, null);
        graphics.dispose();
        return scaled;
    }
}
