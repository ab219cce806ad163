package org.imagine4j.magics.render;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * All patches in one picture, each code once. A class of the style sheet shows the code's part of it as the background of an
 * element of any size.
 */
final class Sprite {

    private final List<Integer> codes;
    private final BufferedImage sheet;
    private final int columns;
    private final int rows;

    /** @param patches by code, of one size; at least one */
    Sprite(Map<Integer, BufferedImage> patches) {
        codes = new ArrayList<>(new TreeMap<>(patches).keySet());
        columns = (int) Math.ceil(Math.sqrt(codes.size()));
        rows = (codes.size() + columns - 1) / columns;
        BufferedImage first = patches.get(codes.get(0));
        sheet = new BufferedImage(columns * first.getWidth(), rows * first.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        for (int i = 0; i < codes.size(); i++) {
            graphics.drawImage(
                    patches.get(codes.get(i)), i % columns * first.getWidth(), i / columns * first.getHeight(), null);
        }
        graphics.dispose();
    }

    /** Whether there is a patch of the code. */
    boolean has(int code) {
        return codes.contains(code);
    }

    /** The class of elements that show a code. */
    static String name(int code) {
        return "k" + code;
    }

    /** The rules of the style sheet: the sheet in {@code --s}, its size in {@code --e}, each code's place in {@code --p}. */
    String css(String scope) {
        StringBuilder css = new StringBuilder(String.format(
                Locale.ROOT, "%s{--s:url(%s);--e:%d%% %d%%}", scope, DataUri.of(sheet), 100 * columns, 100 * rows));
        for (int i = 0; i < codes.size(); i++) {
            css.append(String.format(
                    Locale.ROOT,
                    "%s .%s{--p:%.4g%% %.4g%%}",
                    scope,
                    name(codes.get(i)),
                    100.0 * (i % columns) / Math.max(1, columns - 1),
                    100.0 * Math.floorDiv(i, columns) / Math.max(1, rows - 1)));
        }
        return css.toString();
    }
}
