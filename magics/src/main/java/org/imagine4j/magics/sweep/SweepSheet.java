package org.imagine4j.magics.sweep;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.imagine4j.inference.Artwork;

/** All pictures of a sweep on one white sheet with their labels, about twice as fine as a page's pixels. */
final class SweepSheet {

    private static final int LARGE = 256;
    private static final int SMALL = 128;

    /** More pictures side by side, or in all, are drawn small. */
    private static final int FEW_ACROSS = 8;

    private static final int FEW = 64;
    private static final int GAP = 16;
    private static final int SMALL_GAP = 4;
    private static final int MARGIN = 24;
    private static final int LONGEST_LABEL = 320;
    private static final int LEAST_TEXT = 600;

    /** Of a sweep along one axis; more go into the next line. */
    private static final int IN_A_LINE = 6;

    private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 24);
    private static final Font BOLD = PLAIN.deriveFont(Font.BOLD);
    private static final Color SMALL_PRINT = new Color(96, 96, 96);
    private static final Color EMPTY = new Color(238, 238, 238);

    private final SweepResult result;
    private final SweepPlan plan;
    private final FontMetrics plain;
    private final FontMetrics bold;

    /** Pictures of a cell side by side and below each other, and their pixels. */
    private final int across;

    private final int down;
    private final int pictureWidth;
    private final int pictureHeight;

    private final int columns;
    private final int lines;
    private final int labelWidth;
    private final int textWidth;
    private final List<String> heading;
    private final List<String> caption;

    SweepSheet(SweepResult result) {
        this.result = result;
        this.plan = result.plan();
        Graphics2D scratch = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        this.plain = scratch.getFontMetrics(PLAIN);
        this.bold = scratch.getFontMetrics(BOLD);
        scratch.dispose();
        this.across = plan.across();
        this.down = (plan.most() + across - 1) / across;
        double ratio =
                result.artworks().stream().findFirst().map(SweepSheet::ratio).orElse(1.0);
        int values = plan.columns().values().size();
        this.columns = plan.hasRows() ? values : Math.min(values, IN_A_LINE);
        this.lines = plan.hasRows() ? plan.rows().values().size() : (values + columns - 1) / columns;
        int side = columns * across <= FEW_ACROSS && plan.recipes().size() <= FEW ? LARGE : SMALL;
        this.pictureWidth = (int) Math.round(side * Math.max(1, ratio));
        this.pictureHeight = (int) Math.round(side * Math.max(1, 1 / ratio));
        this.labelWidth = plan.hasRows() ? widestRowLabel() + GAP : 0;
        this.textWidth = Math.max(LEAST_TEXT, width() - 2 * MARGIN);
        this.heading = wrapped(
                plan.heading().orElse("")
                        + plan.negative()
                                .map(negative -> " without " + negative)
                                .orElse(""),
                bold,
                textWidth);
        this.caption = wrapped(String.join(" · ", plan.settings()), plain, textWidth);
    }

    /** Width by height of a whole picture, also of one that is not. */
    private static double ratio(Artwork artwork) {
        return (double) artwork.tokens().columns() / artwork.tokens().rows();
    }

    private int widestRowLabel() {
        int widest = plain.stringWidth(plan.rows().name());
        for (Axis.Value value : plan.rows().values()) {
            widest = Math.max(widest, bold.stringWidth(value.label()));
        }
        return Math.min(LONGEST_LABEL, widest);
    }

    private int cellWidth() {
        return across * (pictureWidth + SMALL_GAP) - SMALL_GAP;
    }

    private int cellHeight() {
        return down * (pictureHeight + SMALL_GAP) - SMALL_GAP;
    }

    private int width() {
        return 2 * MARGIN + labelWidth + columns * (cellWidth() + GAP) - GAP;
    }

    BufferedImage draw() {
        int line = bold.getHeight();
        int labels = plan.hasRows() ? 1 : lines;
        int height = 2 * MARGIN
                + (heading.size() + 1 + labels) * line
                + (heading.isEmpty() ? 0 : GAP)
                + lines * (cellHeight() + GAP)
                + caption.size() * line;
        BufferedImage sheet =
                new BufferedImage(Math.max(width(), textWidth + 2 * MARGIN), height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        int y = MARGIN + bold.getAscent();
        for (String words : heading) {
            text(graphics, words, BOLD, Color.BLACK, MARGIN, y);
            y += line;
        }
        y += heading.isEmpty() ? 0 : GAP;
        text(graphics, plan.columns().name(), PLAIN, SMALL_PRINT, MARGIN + labelWidth, y);
        y += line;
        if (plan.hasRows()) {
            text(graphics, cut(plan.rows().name(), plain, LONGEST_LABEL), PLAIN, SMALL_PRINT, MARGIN, y);
            columnLabels(graphics, 0, y);
            y += line;
        }
        for (int row = 0; row < lines; row++) {
            if (!plan.hasRows()) {
                columnLabels(graphics, row * columns, y);
                y += line;
            }
            int top = y - bold.getAscent();
            if (plan.hasRows()) {
                rowLabel(graphics, row, top);
                cells(graphics, row, 0, top);
            } else {
                cells(graphics, 0, row * columns, top);
            }
            y += cellHeight() + GAP;
        }
        for (String words : caption) {
            text(graphics, words, PLAIN, SMALL_PRINT, MARGIN, y);
            y += line;
        }
        graphics.dispose();
        return sheet;
    }

    private void columnLabels(Graphics2D graphics, int first, int y) {
        List<Axis.Value> values = plan.columns().values();
        for (int column = first; column < Math.min(values.size(), first + columns); column++) {
            String label = cut(values.get(column).label(), bold, cellWidth());
            text(graphics, label, BOLD, Color.BLACK, x(column - first), y);
        }
    }

    /** In the middle of its row, in as many lines as there is room for. */
    private void rowLabel(Graphics2D graphics, int row, int top) {
        int line = bold.getHeight();
        List<String> all = wrapped(plan.rows().values().get(row).label(), bold, labelWidth - GAP);
        List<String> words = all.subList(0, Math.min(all.size(), cellHeight() / line));
        int y = top + (cellHeight() - words.size() * line) / 2 + bold.getAscent();
        for (String some : words) {
            text(graphics, some, BOLD, Color.BLACK, MARGIN, y);
            y += line;
        }
    }

    private void cells(Graphics2D graphics, int row, int first, int top) {
        int end = Math.min(plan.columns().values().size(), first + columns);
        for (int column = first; column < end; column++) {
            for (int i = 0; i < plan.cell(row, column).recipes().size(); i++) {
                int x = x(column - first) + i % across * (pictureWidth + SMALL_GAP);
                int y = top + i / across * (pictureHeight + SMALL_GAP);
                graphics.setColor(EMPTY);
                graphics.fillRect(x, y, pictureWidth, pictureHeight);
                result.find(row, column, i).ifPresent(artwork -> {
                    BufferedImage image = artwork.image();
                    int painted = Math.round((float) pictureWidth * image.getHeight() / image.getWidth());
                    graphics.drawImage(image, x, y, pictureWidth, painted, null);
                });
            }
        }
    }

    private int x(int column) {
        return MARGIN + labelWidth + column * (cellWidth() + GAP);
    }

    private static void text(Graphics2D graphics, String text, Font font, Color colour, int x, int y) {
        graphics.setFont(font);
        graphics.setColor(colour);
        graphics.drawString(text, x, y);
    }

    /** As much of a text as fits. */
    private static String cut(String text, FontMetrics metrics, int width) {
        if (metrics.stringWidth(text) <= width) {
            return text;
        }
        int end = text.length();
        while (end > 0 && metrics.stringWidth(text.substring(0, end) + "…") > width) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end) + "…";
    }

    /** A text in lines, broken between words; no line if it is empty. */
    private static List<String> wrapped(String text, FontMetrics metrics, int width) {
        List<String> wrapped = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            if (!line.isEmpty() && metrics.stringWidth(line + " " + word) > width) {
                wrapped.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(cut(word, metrics, width));
        }
        if (!line.isEmpty()) {
            wrapped.add(line.toString());
        }
        return wrapped;
    }
}
