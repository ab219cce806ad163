package org.imagine4j.magics.render;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.inspection.GridMap;
import org.imagine4j.magics.attention.WordMap;

/**
 * A picture beside the maps of its words. Pointing at a word lays its map over the picture, pointing at a patch shows its
 * numbers beside the words.
 *
 * @param artwork the picture
 * @param maps the words, in the order of the prompt
 * @param measure what the numbers are
 */
record WordPanel(Artwork artwork, List<WordMap> maps, Measure measure) {

    private static final int THUMBNAIL = 104;
    private static final int IN_TITLE = 3;
    private static final int MAX_WORD = 24;
    private static final int SHEET_CELL = 160;
    private static final int SHEET_COLUMNS = 5;
    private static final int SHEET_LABEL = 44;
    private static final int SHEET_GAP = 8;

    WordPanel {
        maps = List.copyOf(maps);
    }

    List<Html> html() {
        Stage stage = new Stage(artwork, Stage.newView());
        Html picture = stage.html(
                stage.picture(),
                List.of(Html.element("div").with("class", "m").style(Stage.over())),
                patch -> title(stage, patch),
                -1);
        Html cards = Html.element("div")
                .style("display:grid;grid-template-columns:repeat(auto-fill," + (THUMBNAIL + 12)
                        + "px);gap:8px;align-content:start");
        cards.add(card(stage, "w", "the picture", "no map").with("title", "The picture without a map"));
        IntStream.range(0, maps.size())
                .mapToObj(i -> i)
                .sorted(Comparator.comparing(i -> maps.get(i).word().end()))
                .forEach(i -> cards.add(card(stage, i)));
        Html view = Html.element("div")
                .with("class", stage.view())
                .style("display:flex;flex-wrap:wrap;gap:16px;margin:0 0 6px")
                .add(Html.element("div")
                        .style("flex:none;max-width:100%")
                        .add(picture)
                        .add(Html.element("div")
                                .style("margin:6px 0 0;line-height:1.4;font-size:0.9em;max-width:384px")
                                .add(Html.element("span").text("Bars: "))
                                .add(Html.element("span").with("class", "q"))
                                .add(stage.release("back to the mean", true)))
                        .add(legend()))
                .add(Html.element("div").style("flex:1 1 260px;min-width:0").add(cards));
        return List.of(Html.stylesheet(rules(stage)), view);
    }

    private String rules(Stage stage) {
        BufferedImage small = Heat.resized(artwork.image(), THUMBNAIL, measure.onGrey());
        StringBuilder css = new StringBuilder(stage.rules());
        css.append("""
                .V .m{background:var(--map) 0 0/100% 100%;image-rendering:pixelated}
                .V .t{background:var(--pic) 0 0/100% 100%}
                .V .w{cursor:pointer}
                .V .w:hover,.V:not(:has(.w:hover)) .w:has(:checked){outline:2px solid currentColor}
                .V .w:focus-visible{outline:4px solid currentColor}
                .V .q::after{content:var(--q)}
                .V .v::after{content:var(--v)}
                """.replace("V", stage.view()));
        if (measure.onGrey()) {
            css.append(String.format(
                    ".%1$s:not(:has(.w:hover)):has(.w.x :checked) .o,.%1$s:has(.x:hover) .o{filter:grayscale(1)}%n",
                    stage.view()));
        }
        css.append(String.format(
                Locale.ROOT,
                ".%s{--pic:url(%s);--map:none;--q:\"the mean of all patches; point at one, a click keeps it\";%s}%n",
                stage.view(),
                Heat.source(small),
                values(WordMap::mean)));
        for (int i = 0; i < maps.size(); i++) {
            css.append(stage.whenWordChosen(i, "--map:url(" + Heat.source(heat(maps.get(i))) + ")"));
        }
        for (int patch = 0; patch < stage.patches(); patch++) {
            int here = patch;
            css.append(
                    stage.whenChosen(patch, "--q:\"" + stage.place(patch) + "\";" + values(map -> value(map, here))));
        }
        return css.toString();
    }

    /** A word's number as a length in thousandths, and as text. */
    private String values(ToDoubleFunction<WordMap> value) {
        return IntStream.range(0, maps.size())
                .mapToObj(i -> {
                    double number = value.applyAsDouble(maps.get(i));
                    return "--a" + i + ":" + Math.round(1000 * measure.bar(number)) + ";--b" + i + ":\""
                            + measure.number(number) + "\"";
                })
                .collect(Collectors.joining(";"));
    }

    private static double value(WordMap map, int patch) {
        GridMap grid = map.map();
        return grid.value(patch / grid.columns(), patch % grid.columns());
    }

    private BufferedImage heat(WordMap map) {
        return Heat.image(map.map(), measure.scale(map));
    }

    private Html card(Stage stage, int number) {
        WordMap map = maps.get(number);
        Html thumbnail = Html.element("img")
                .with("src", Heat.source(heat(map)))
                .with("alt", "map of " + map.word().text())
                .with("width", THUMBNAIL)
                .with("height", thumbnailHeight())
                .style("display:block;width:100%;height:100%;margin:0;image-rendering:pixelated");
        return card(stage, "w w" + number + " x", map.word().text(), measure.range(map), thumbnail)
                .style(cardStyle(map.word().end()))
                .add(bar(number));
    }

    private Html card(Stage stage, String classes, String name, String numbers, Html... thumbnail) {
        boolean plain = thumbnail.length == 0;
        Html radio = Html.element("input")
                .with("type", "radio")
                .with("name", stage.view() + "w")
                .with("tabindex", -1)
                .style("position:absolute;opacity:0;width:1px;height:1px;margin:0");
        return Html.element("label")
                .with("class", classes)
                .with("tabindex", 0)
                .style(cardStyle(false))
                .add(plain ? radio.with("checked", "checked") : radio)
                .add(Html.element("div")
                        .with("class", "t")
                        .style("width:" + THUMBNAIL + "px;height:" + thumbnailHeight() + "px;line-height:0")
                        .addAll(List.of(thumbnail)))
                .add(Html.element("bdi")
                        .with("title", name)
                        .style("display:block;font-weight:600;line-height:1.4;white-space:nowrap;overflow:hidden;"
                                + "text-overflow:ellipsis")
                        .text(plain ? name : Excerpt.word(name, MAX_WORD)))
                .add(Html.element("div")
                        .style("font-size:0.8em;line-height:1.3;opacity:0.8")
                        .text(numbers));
    }

    private static String cardStyle(boolean faint) {
        return "position:relative;display:block;padding:4px;border-radius:4px;width:" + THUMBNAIL + "px;margin:0"
                + (faint ? ";opacity:0.65" : "");
    }

    /** From the middle to either side where numbers can be negative. */
    private Html bar(int number) {
        boolean signed = measure instanceof Measure.Nats;
        Html track = Html.element("div")
                .style(
                        "position:relative;height:6px;border-radius:2px;background:rgba(128,128,128,0.25);margin:2px 0 0");
        String part = "position:absolute;top:0;bottom:0;border-radius:2px;background:";
        if (signed) {
            track.add(Html.element("div")
                            .style(part + "rgb(0,114,200);right:50%;width:calc(max(0,-1*var(--a" + number
                                    + "))*0.05%)"))
                    .add(Html.element("div")
                            .style(part + "rgb(240,120,0);left:50%;width:calc(max(0,var(--a" + number + "))*0.05%)"));
        } else {
            track.add(
                    Html.element("div").style(part + "rgb(86,150,233);left:0;width:calc(var(--a" + number + ")*0.1%)"));
        }
        Html value = Html.element("div")
                .with("class", "v")
                .style("--v:var(--b" + number + ");font-size:0.9em;line-height:1.4;min-height:1.4em");
        return Html.element("div").add(track).add(value);
    }

    private Html legend() {
        HeatScale scale = measure.scale(maps.get(0));
        return Html.element("div")
                .style("margin:4px 0 0;font-size:0.9em;line-height:1.4;max-width:384px")
                .add(Html.element("div")
                        .style("display:flex;gap:6px;align-items:center")
                        .add(Html.element("span").text(measure.ends().get(0)))
                        .add(Html.element("span")
                                .style("flex:1;height:12px;border:1px solid rgba(128,128,128,0.5);background:"
                                        + scale.gradient() + ",rgb(225,225,225)"))
                        .add(Html.element("span").text(measure.ends().get(1))))
                .add(Html.element("div").style("opacity:0.8").text(measure.legend()));
    }

    private String title(Stage stage, int patch) {
        return stage.place(patch) + ": " + top(patch, IN_TITLE);
    }

    /** The words that a patch has most of, those of the ends left out if there are others. */
    private String top(int patch, int count) {
        return ranked(map -> value(map, patch)).limit(count).collect(Collectors.joining(", "));
    }

    private Stream<String> ranked(ToDoubleFunction<WordMap> value) {
        boolean others = maps.stream().anyMatch(map -> !map.word().end());
        return maps.stream()
                .filter(map -> !others || !map.word().end())
                .sorted(Comparator.comparingDouble(value).reversed())
                .map(map -> Excerpt.word(map.word().text(), MAX_WORD) + " " + measure.number(value.applyAsDouble(map)));
    }

    /** Each word with its range and its best patch, and each row with the words that it has most of. */
    List<String> text() {
        List<String> lines = new ArrayList<>();
        Stage stage = new Stage(artwork, "");
        for (WordMap map : maps) {
            int best = IntStream.range(0, stage.patches())
                    .boxed()
                    .max(Comparator.comparingDouble(patch -> value(map, patch)))
                    .orElse(0);
            lines.add(Excerpt.word(map.word().text(), MAX_WORD) + ": " + measure.range(map) + ", mean "
                    + measure.number(map.mean()) + ", most at " + stage.place(best));
        }
        for (int row = 0; row < stage.rows(); row++) {
            int here = row;
            lines.add("row " + row + ": "
                    + ranked(map -> IntStream.range(0, stage.columns())
                                    .mapToDouble(column -> map.map().value(here, column))
                                    .average()
                                    .orElse(0))
                            .limit(IN_TITLE)
                            .collect(Collectors.joining(", ")));
        }
        return lines;
    }

    /** The picture and its maps on one sheet, with their words and numbers. */
    byte[] png() {
        int cells = maps.size() + 1;
        int columns = Math.min(SHEET_COLUMNS, cells);
        int rows = (cells + columns - 1) / columns;
        BufferedImage picture = Heat.resized(artwork.image(), SHEET_CELL, false);
        BufferedImage below = Heat.resized(artwork.image(), SHEET_CELL, measure.onGrey());
        int cellHeight = picture.getHeight() + SHEET_LABEL;
        BufferedImage sheet = new BufferedImage(
                columns * (SHEET_CELL + SHEET_GAP) + SHEET_GAP,
                rows * (cellHeight + SHEET_GAP) + SHEET_GAP,
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setColor(Color.BLACK);
        for (int i = 0; i < cells; i++) {
            int x = SHEET_GAP + i % columns * (SHEET_CELL + SHEET_GAP);
            int y = SHEET_GAP + i / columns * (cellHeight + SHEET_GAP);
            if (i == 0) {
                graphics.drawImage(picture, x, y, null);
                label(graphics, "the picture", "", x, y + picture.getHeight());
            } else {
                WordMap map = maps.get(i - 1);
                Heat.draw(graphics, below, heat(map), x, y);
                label(graphics, map.word().text(), measure.range(map), x, y + picture.getHeight());
            }
        }
        graphics.dispose();
        return Png.encode(sheet);
    }

    private static void label(Graphics2D graphics, String word, String range, int x, int y) {
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
        graphics.drawString(Excerpt.word(word, MAX_WORD), x, y + 17);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        graphics.drawString(range, x, y + 34);
    }

    private int thumbnailHeight() {
        return Math.max(
                1,
                Math.round((float) THUMBNAIL
                        * artwork.image().getHeight()
                        / artwork.image().getWidth()));
    }
}
