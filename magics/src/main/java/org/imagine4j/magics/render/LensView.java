package org.imagine4j.magics.render;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.imagine4j.inference.inspection.GridMap;
import org.imagine4j.magics.Lens;

/** A picture after each layer of the decoder, with a map of how sure the layer was, and the picture as it was drawn. */
public record LensView(Lens lens) implements View {

    private static final int SIDE = 144;
    private static final int GAP = 12;
    private static final int CAPTION = 40;
    private static final int ACROSS = 6;

    @Override
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(lens.artwork().recipe().prompt());
        for (int layer = 0; layer < lens.layers(); layer++) {
            lines.add(title(layer) + ": " + String.join(", ", notes(layer)));
        }
        lines.add(status());
        return String.join("\n", lines);
    }

    @Override
    public String html() {
        Html strip = Html.element("div").style("display:flex;flex-wrap:wrap;gap:14px 12px;margin:0 0 8px");
        for (int layer = 0; layer < lens.layers(); layer++) {
            strip.add(panel(title(layer), lens.pictures().get(layer), Optional.of(confidence(layer)), notes(layer)));
        }
        strip.add(panel("as drawn", lens.artwork().image(), Optional.empty(), List.of("what was drawn in the end")));
        Html prompt = Html.element("div")
                .style("margin:0 0 6px;font-size:1.1em;font-weight:600;line-height:1.4;overflow-wrap:break-word")
                .add(Html.element("bdi").text(lens.artwork().recipe().prompt()));
        Html legend = Html.element("div")
                .style("width:" + (2 * SIDE + GAP) + "px;max-width:100%;margin:0 0 8px")
                .add(Legend.of(
                        ColorScale.ofProbabilities(),
                        "The maps: how sure the layer is of what it would draw",
                        Measured::percent));
        return Frame.around(List.of(prompt, strip, legend), Frame.caption(status(), facts()))
                .toString();
    }

    private Html panel(String title, BufferedImage picture, Optional<BufferedImage> map, List<String> notes) {
        Html panel = Html.element("div").style("width:" + SIDE + "px;line-height:1.3;font-size:0.85em");
        panel.add(Html.element("div").style("font-weight:600;margin:0 0 2px").text(title));
        panel.add(image(picture, title, picture.getHeight() * SIDE / picture.getWidth(), "auto"));
        map.ifPresent(heat ->
                panel.add(image(heat, "How sure, " + title, heat.getHeight() * SIDE / heat.getWidth(), "pixelated")));
        notes.forEach(note -> panel.add(Html.element("div").style("opacity:0.8").text(note)));
        return panel;
    }

    private static Html image(BufferedImage image, String alt, int height, String rendering) {
        return Html.element("img")
                .with("src", DataUri.of(image))
                .with("alt", alt)
                .with("width", SIDE)
                .with("height", height)
                .style("display:block;margin:0 0 4px;max-width:none;border-radius:3px;image-rendering:" + rendering);
    }

    @Override
    public Optional<byte[]> png() {
        int panels = lens.layers() + 1;
        int across = Math.min(ACROSS, panels);
        int rows = (panels + across - 1) / across;
        String legend = "The maps: how sure the layer is, from dark blue (0 %) to yellow (100 %)";
        int height = 2 * SIDE + CAPTION + GAP;
        BufferedImage sheet =
                new BufferedImage(across * (SIDE + GAP) + GAP, rows * (height + GAP), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        graphics.setColor(Color.BLACK);
        for (int i = 0; i < panels; i++) {
            int x = GAP + i % across * (SIDE + GAP);
            int y = GAP + i / across * (height + GAP);
            boolean layer = i < lens.layers();
            draw(graphics, layer ? lens.pictures().get(i) : lens.artwork().image(), x, y + 16);
            graphics.drawString(layer ? title(i) : "as drawn", x, y + 10);
            if (layer) {
                draw(graphics, confidence(i), x, y + 20 + SIDE);
                graphics.drawString(notes(i).get(0), x, y + 2 * SIDE + CAPTION - 4);
            }
        }
        graphics.drawString(legend, GAP, sheet.getHeight() - GAP);
        graphics.dispose();
        return Optional.of(Png.encode(sheet));
    }

    private static void draw(Graphics2D graphics, BufferedImage image, int x, int y) {
        graphics.drawImage(image, x, y, SIDE, image.getHeight() * SIDE / image.getWidth(), null);
    }

    private BufferedImage confidence(int layer) {
        GridMap map = lens.lens().layer(layer).confidence();
        return HeatImage.of(map, ColorScale.ofProbabilities(), Math.max(1, SIDE / map.columns()));
    }

    private static String title(int layer) {
        return "after layer " + (layer + 1);
    }

    private List<String> notes(int layer) {
        return List.of(
                "how sure: " + Measured.percent(lens.confidence(layer)),
                "odds of what was drawn: " + Measured.percent(lens.own(layer)),
                "same choice: " + lens.asDrawn(layer) + " of " + positions());
    }

    private int positions() {
        return lens.artwork().tokens().toArray().length;
    }

    private String status() {
        return String.format(Locale.ROOT, "%d layers of the decoder through the logit lens", lens.layers());
    }

    private List<String> facts() {
        List<String> facts = new ArrayList<>();
        facts.add("each place chosen with the picture's own tokens before it, after guidance, the likeliest taken");
        facts.addAll(Words.settings(lens.artwork().recipe()));
        return facts;
    }
}
