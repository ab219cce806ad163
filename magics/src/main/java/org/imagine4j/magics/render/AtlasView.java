package org.imagine4j.magics.render;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imagine4j.magics.Atlas;

/** Codes as they look alone, with how often they are used or how far they are, and a map of the distances between them. */
public record AtlasView(Atlas atlas) implements View {

    private static final int PATCH = 44;
    private static final int TILE = 64;
    private static final int TILE_HEIGHT = 84;
    private static final int ACROSS = 12;
    private static final int MAP_WIDTH = 260;

    @Override
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(Excerpt.beginning(atlas.title(), 200));
        for (Atlas.Entry entry : atlas.entries()) {
            String note = note(entry);
            lines.add(String.format("%6d%s", entry.code(), note.isEmpty() ? "" : "  " + note));
        }
        lines.add(status());
        return String.join("\n", lines);
    }

    @Override
    public String html() {
        Html tiles = Html.element("div").style("display:flex;flex-wrap:wrap;gap:8px 6px;flex:1 1 480px");
        for (Atlas.Entry entry : atlas.entries()) {
            tiles.add(Html.element("div")
                    .style("width:" + TILE + "px;text-align:center;font-size:0.8em;line-height:1.25")
                    .add(Html.element("img")
                            .with("src", DataUri.of(entry.patch()))
                            .with("alt", "Code " + entry.code())
                            .with("width", PATCH)
                            .with("height", PATCH)
                            .style("display:block;margin:0 auto 2px;max-width:none;border-radius:3px;"
                                    + "image-rendering:pixelated"))
                    .add(Html.element("div").style("font-weight:600").text(entry.code()))
                    .add(Html.element("div").style("opacity:0.8").text(note(entry))));
        }
        Html body = Html.element("div")
                .style("display:flex;flex-wrap:wrap;gap:16px 24px;align-items:flex-start;margin:0 0 8px")
                .add(tiles);
        if (atlas.entries().size() > 1) {
            body.add(map());
        }
        Html title = Html.element("div")
                .style("margin:0 0 8px;font-size:1.1em;font-weight:600;line-height:1.4;overflow-wrap:break-word")
                .add(Html.element("bdi").text(Excerpt.beginning(atlas.title(), 200)));
        return Frame.around(List.of(title, body), Frame.caption(status(), facts()))
                .toString();
    }

    private Html map() {
        return Html.element("div")
                .style("width:" + MAP_WIDTH + "px;flex:none")
                .add(Html.element("img")
                        .with("src", DataUri.of(HeatImage.of(distances(), scale(), 4)))
                        .with("alt", "Map of distances")
                        .with("width", MAP_WIDTH)
                        .with("height", MAP_WIDTH)
                        .style("display:block;margin:0;max-width:none;image-rendering:pixelated"))
                .add(Legend.of(
                        scale(), "How far each code is from each, in the order of the patches", Measured::number));
    }

    private double[][] distances() {
        return atlas.distances().stream()
                .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
    }

    private ColorScale scale() {
        return ColorScale.upTo(atlas.distances().stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1));
    }

    @Override
    public Optional<byte[]> png() {
        int rows = (atlas.entries().size() + ACROSS - 1) / ACROSS;
        BufferedImage sheet =
                new BufferedImage(ACROSS * TILE + 16, rows * TILE_HEIGHT + 16, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        graphics.setColor(Color.BLACK);
        for (int i = 0; i < atlas.entries().size(); i++) {
            Atlas.Entry entry = atlas.entries().get(i);
            int x = 8 + i % ACROSS * TILE;
            int y = 8 + i / ACROSS * TILE_HEIGHT;
            graphics.drawImage(entry.patch(), x, y, PATCH, PATCH, null);
            graphics.drawString(String.valueOf(entry.code()), x, y + PATCH + 14);
            graphics.drawString(note(entry), x, y + PATCH + 28);
        }
        graphics.dispose();
        return Optional.of(Png.encode(sheet));
    }

    private static String note(Atlas.Entry entry) {
        if (entry.uses().isPresent()) {
            return "×" + entry.uses().getAsInt();
        }
        return entry.distance().isPresent() && entry.distance().getAsDouble() > 0
                ? Measured.number(entry.distance().getAsDouble())
                : "";
    }

    private String status() {
        return Words.count(atlas.entries().size(), "code") + " of the " + atlas.size() + " of "
                + atlas.model().name();
    }

    private List<String> facts() {
        List<String> facts = new ArrayList<>();
        facts.add("alone, in a picture of nothing else; neighbours change what a code looks like");
        if (atlas.entries().stream().anyMatch(entry -> entry.uses().isPresent())) {
            facts.add("× how often it is used");
        } else if (atlas.entries().stream().anyMatch(entry -> entry.distance().isPresent())) {
            facts.add("numbers are distances of the codes' vectors");
        }
        return facts;
    }
}
