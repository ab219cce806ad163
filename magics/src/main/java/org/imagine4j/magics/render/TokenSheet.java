package org.imagine4j.magics.render;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.inference.inspection.GridMap;
import org.imagine4j.magics.ImageTokens;
import org.imagine4j.magics.TokenMeasure;

/** The picture with its ids and all heat maps in one image, for exports and front ends that show no HTML. */
final class TokenSheet {

    private static final int BOARD = 368;
    private static final int GAP = 20;
    private static final int CAPTION = 44;
    private static final int BAR = 8;
    private static final int COLUMNS = 3;

    private final ImageTokens tokens;
    private final TokenGrid grid;
    private final int cell;
    private final Graphics2D graphics;
    private final BufferedImage sheet;

    private TokenSheet(ImageTokens tokens) {
        this.tokens = tokens;
        this.grid = tokens.artwork().tokens();
        this.cell = Math.max(14, BOARD / grid.columns());
        int boards = 1 + TokenMeasure.values().length;
        int rows = (boards + COLUMNS - 1) / COLUMNS;
        this.sheet = new BufferedImage(
                COLUMNS * (boardWidth() + GAP) + GAP,
                rows * (boardHeight() + CAPTION + GAP) + GAP,
                BufferedImage.TYPE_INT_RGB);
        this.graphics = sheet.createGraphics();
    }

    static BufferedImage draw(ImageTokens tokens) {
        return new TokenSheet(tokens).drawn();
    }

    private int boardWidth() {
        return cell * grid.columns();
    }

    private int boardHeight() {
        return cell * grid.rowsFilled();
    }

    private BufferedImage drawn() {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        picture();
        for (TokenMeasure measure : TokenMeasure.values()) {
            map(measure);
        }
        graphics.dispose();
        return sheet;
    }

    private int left(int board) {
        return GAP + board % COLUMNS * (boardWidth() + GAP);
    }

    private int top(int board) {
        return GAP + board / COLUMNS * (boardHeight() + CAPTION + GAP);
    }

    private void picture() {
        graphics.drawImage(tokens.artwork().image(), left(0), top(0), boardWidth(), boardHeight(), null);
        graphics.setFont(new Font(
                Font.SANS_SERIF, Font.PLAIN, Math.max(6, Math.min(12, cell * 10 / 6 / ImageTokensView.digits(grid)))));
        FontMetrics letters = graphics.getFontMetrics();
        for (int row = 0; row < grid.rowsFilled(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                int x = left(0) + column * cell;
                int y = top(0) + row * cell;
                graphics.setColor(new Color(255, 255, 255, 90));
                graphics.drawRect(x, y, cell, cell);
                String id = String.valueOf(grid.token(row, column));
                outlined(
                        id,
                        x + (cell - letters.stringWidth(id)) / 2,
                        y + (cell + letters.getAscent() - letters.getDescent()) / 2);
            }
        }
        caption(0, "The picture and the ids of its tokens");
    }

    /** White on dark, readable on any picture. */
    private void outlined(String text, int x, int y) {
        graphics.setColor(new Color(0, 0, 0, 150));
        for (int dx = -1; dx <= 1; dx++) {
            for (int dy = -1; dy <= 1; dy++) {
                graphics.drawString(text, x + dx, y + dy);
            }
        }
        graphics.setColor(Color.WHITE);
        graphics.drawString(text, x, y);
    }

    private void map(TokenMeasure measure) {
        int board = 1 + List.of(TokenMeasure.values()).indexOf(measure);
        GridMap map = tokens.map(measure);
        ColorScale scale = ColorScale.of(measure, map);
        graphics.drawImage(HeatImage.of(map, scale, cell), left(board), top(board), null);
        int y = top(board) + boardHeight() + 4;
        for (int x = 0; x < boardWidth(); x++) {
            graphics.setColor(scale.colorAt((double) x / boardWidth()));
            graphics.fillRect(left(board) + x, y, 1, BAR);
        }
        graphics.setColor(Color.DARK_GRAY);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        String high = ImageTokensView.number(measure, scale.high());
        String middle = ImageTokensView.number(measure, scale.middle());
        FontMetrics letters = graphics.getFontMetrics();
        graphics.drawString(ImageTokensView.number(measure, scale.low()), left(board), y + BAR + 12);
        graphics.drawString(middle, left(board) + (boardWidth() - letters.stringWidth(middle)) / 2, y + BAR + 12);
        graphics.drawString(high, left(board) + boardWidth() - letters.stringWidth(high), y + BAR + 12);
        caption(board, ImageTokensView.title(measure));
    }

    private void caption(int board, String text) {
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        graphics.drawString(text, left(board), top(board) + boardHeight() + CAPTION - 4);
    }
}
