package org.imagine4j.magics.render;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imagine4j.inference.inspection.Word;
import org.imagine4j.magics.attention.Heads;
import org.imagine4j.magics.attention.TextMaps;

/** How words looked at each other: a table of the chosen heads, and every head as a small matrix. */
public record TextMapsView(TextMaps maps) implements View {

    private static final String STATUS = "How the words looked at each other in the text encoder";
    private static final int MOST_WORDS = 24;
    private static final int MAX_WORD = 20;
    private static final int IN_LINE = 3;
    private static final int MATRIX = 72;
    private static final int SHEET_CELL = 44;
    private static final int SHEET_LABEL = 150;

    /** Dark on light: this one lies on white, not on a picture. */
    private static final HeatScale INK = new HeatScale(
            0,
            1,
            List.of(
                    new HeatScale.Stop(255, 255, 255, 1),
                    new HeatScale.Stop(86, 150, 233, 1),
                    new HeatScale.Stop(0, 32, 96, 1)));

    @Override
    public String text() {
        double[][] shares = maps.shares(maps.heads());
        List<String> lines = new ArrayList<>();
        lines.add(maps.artwork().recipe().prompt());
        for (int from = 0; from < shares.length; from++) {
            double[] row = shares[from];
            lines.add(name(maps.words().get(from)) + " looked at "
                    + IntStream.range(0, row.length)
                            .boxed()
                            .sorted(Comparator.comparingDouble((Integer to) -> row[to])
                                    .reversed())
                            .limit(IN_LINE)
                            .map(to -> name(maps.words().get(to)) + " " + Measure.percent(row[to]))
                            .collect(Collectors.joining(", ")));
        }
        lines.add(STATUS + Words.DOT + String.join(Words.DOT, facts()));
        return String.join("\n", lines);
    }

    @Override
    public String html() {
        String view = Stage.newView();
        List<Html> content = new ArrayList<>(List.of(Grid.prompt(maps.artwork().recipe())));
        content.add(Html.stylesheet("""
                .V tr:hover td,.V tr:hover th{outline:1px solid currentColor}
                .V td:hover{outline:2px solid currentColor!important}
                .V .h:hover{transform:scale(3);z-index:2}
                """.replace("V", view)));
        content.add(Html.element("div")
                .with("class", view)
                .style("display:flex;flex-wrap:wrap;gap:12px 32px;align-items:flex-start;margin:0 0 8px")
                .add(table())
                .add(heads()));
        content.add(
                Html.element("div")
                        .style("margin:0 0 6px;font-size:0.9em")
                        .text(
                                "Read a row: how the word on the left spread its attention over the words above; a row makes 100 %."
                                        + " In the small matrices white is 0 and dark blue 100 %, rows and columns as in the table."));
        return Frame.around(content, Frame.caption(STATUS, facts())).toString();
    }

    /** The table as a picture. */
    @Override
    public Optional<byte[]> png() {
        double[][] shares = maps.shares(maps.heads());
        int side = SHEET_LABEL + SHEET_CELL * shown();
        BufferedImage sheet = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, side, side);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        for (int from = 0; from < shown(); from++) {
            String name = name(maps.words().get(from));
            graphics.setColor(Color.BLACK);
            graphics.drawString(name, 6, SHEET_LABEL + from * SHEET_CELL + 27);
            graphics.rotate(-Math.PI / 2);
            graphics.drawString(name, 6 - SHEET_LABEL, SHEET_LABEL + from * SHEET_CELL + 27);
            graphics.rotate(Math.PI / 2);
            for (int to = 0; to < shown(); to++) {
                int x = SHEET_LABEL + to * SHEET_CELL;
                int y = SHEET_LABEL + from * SHEET_CELL;
                graphics.setColor(new Color(INK.argb(shares[from][to])));
                graphics.fillRect(x, y, SHEET_CELL - 1, SHEET_CELL - 1);
                graphics.setColor(shares[from][to] < 0.5 ? Color.BLACK : Color.WHITE);
                graphics.drawString(Math.round(100 * shares[from][to]) + " %", x + 5, y + 27);
            }
        }
        graphics.dispose();
        return Optional.of(Png.encode(sheet));
    }

    private int shown() {
        return Math.min(MOST_WORDS, maps.words().size());
    }

    private Html table() {
        double[][] shares = maps.shares(maps.heads());
        double most =
                Arrays.stream(shares).flatMapToDouble(Arrays::stream).max().orElse(1);
        Html head = Html.element("tr").add(Html.element("th"));
        Html body = Html.element("tbody");
        for (int from = 0; from < shown(); from++) {
            String name = name(maps.words().get(from));
            head.add(Html.element("th")
                    .with("scope", "col")
                    .style("padding:2px 6px;font-weight:600;text-align:center")
                    .add(Html.element("bdi").text(name)));
            Html row = Html.element("tr")
                    .add(Html.element("th")
                            .with("scope", "row")
                            .style("padding:2px 8px 2px 0;font-weight:600;text-align:right")
                            .add(Html.element("bdi").text(name)));
            for (int to = 0; to < shown(); to++) {
                row.add(Html.element("td")
                        .with("title", name + " looked at " + name(maps.words().get(to)))
                        .style(String.format(
                                Locale.ROOT,
                                "padding:3px 6px;text-align:right;white-space:nowrap;background:rgba(66,133,244,%.2f)",
                                0.8 * shares[from][to] / most))
                        .text(Measure.percent(shares[from][to])));
            }
            body.add(row);
        }
        return Html.element("div")
                .style("overflow-x:auto;max-width:100%")
                .add(Html.element("table")
                        .style("border-collapse:collapse;margin:0")
                        .add(Html.element("thead").add(head))
                        .add(body));
    }

    /** A row of matrices for each layer, one for each head. */
    private Html heads() {
        Html layers = Html.element("div").style("min-width:0;max-width:100%");
        for (int layer = 0; layer < maps.attention().layers().size(); layer++) {
            Html row = Html.element("div").style("display:flex;flex-wrap:wrap;gap:6px;margin:0 0 8px");
            for (int head = 0; head < maps.attention().layer(layer).heads(); head++) {
                row.add(matrix(layer, head));
            }
            layers.add(Html.element("div")
                            .style("font-weight:600;margin:0 0 4px;font-size:0.9em")
                            .text("layer " + layer))
                    .add(row);
        }
        return layers;
    }

    private Html matrix(int layer, int head) {
        double[][] shares = maps.shares(Heads.one(layer, head));
        BufferedImage image =
                Heat.image(shares.length, shares.length, INK, i -> shares[i / shares.length][i % shares.length]);
        boolean chosen =
                maps.heads().equals(Heads.one(layer, head)) || maps.heads().equals(Heads.ofLayer(layer));
        return Html.element("div")
                .style("text-align:center;font-size:0.8em;line-height:1.3")
                .add(Html.element("img")
                        .with("class", "h")
                        .with("src", Heat.source(image))
                        .with("alt", "layer " + layer + ", head " + head)
                        .with("title", "--layer " + layer + " --head " + head)
                        .with("width", MATRIX)
                        .with("height", MATRIX)
                        .style(
                                "display:block;position:relative;margin:0;image-rendering:pixelated;transform-origin:top right;"
                                        + (chosen
                                                ? "outline:3px solid rgb(240,120,0)"
                                                : "outline:1px solid rgba(128,128,128,0.6)")))
                .add(Html.element("div").text("head " + head));
    }

    private static String name(Word word) {
        return Excerpt.word(word.text(), MAX_WORD);
    }

    private List<String> facts() {
        List<String> facts = new ArrayList<>();
        facts.add(maps.heads().toString());
        if (shown() < maps.words().size()) {
            facts.add("the first " + shown() + " of " + maps.words().size() + " words");
        }
        facts.add("model " + maps.artwork().recipe().model().name());
        facts.add("table() has all numbers");
        return facts;
    }
}
