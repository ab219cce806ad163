package org.imagine4j.magics.render;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.imagine4j.magics.attention.PatchMaps;

/** Where the decoder looked in the picture: what a patch looked at, and beside it which later patches looked at that patch. */
public record PatchMapsView(PatchMaps maps) implements View {

    private static final String STATUS = "Where the decoder looked in the picture";
    private static final String LEFT = "a";
    private static final String RIGHT = "b";
    private static final int LINES = 64;
    private static final int SHEET = 1024;
    private static final int GAP = 2;
    private static final int HEADING = 24;

    /** How much one patch looked at another, or was looked at by it. */
    @FunctionalInterface
    private interface Share {
        double of(int patch, int other);
    }

    @Override
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(maps.artwork().recipe().prompt());
        lines.add(habits());
        for (int patch = 0; patch < Math.min(LINES, maps.positions()); patch++) {
            lines.add(summary(patch));
        }
        if (maps.positions() > LINES) {
            lines.add("… " + Words.count(maps.positions() - LINES, "more patch").replace("patchs", "patches"));
        }
        lines.add(STATUS + Words.DOT + String.join(Words.DOT, facts()));
        return String.join("\n", lines);
    }

    @Override
    public String html() {
        Stage stage = stage(Stage.newView());
        List<Html> content = new ArrayList<>(List.of(Grid.prompt(maps.artwork().recipe())));
        content.add(Html.stylesheet(rules(stage)));
        content.add(Html.element("div")
                .with("class", stage.view())
                .add(Html.element("div")
                        .style("display:flex;flex-wrap:wrap;gap:16px")
                        .add(side(stage, LEFT, "What a patch looked at"))
                        .add(side(stage, RIGHT, "Which later patches looked at it")))
                .add(Html.element("div")
                        .style("margin:6px 0 0;line-height:1.4;min-height:1.4em;font-size:0.9em")
                        .add(Html.element("span").with("class", "s"))
                        .add(stage.release("no patch", false)))
                .add(Html.element("div")
                        .style("display:flex;gap:6px;align-items:center;margin:4px 0 0;font-size:0.9em;max-width:384px")
                        .add(Html.element("span").text("0"))
                        .add(Html.element("span")
                                .style("flex:1;height:12px;border:1px solid rgba(128,128,128,0.5);background:"
                                        + HeatScale.spotlight(0, 1).gradient() + ",rgb(225,225,225)"))
                        .add(Html.element("span").text("the most of the map"))));
        content.add(
                Html.element("div").style("margin:4px 0 6px;font-size:0.9em").text(habits()));
        return Frame.around(content, Frame.caption(STATUS, facts())).toString();
    }

    /** What every patch looked at: one small picture for each, at its place. */
    @Override
    public Optional<byte[]> png() {
        Stage stage = stage("");
        int side = Math.max(32, SHEET / Math.max(stage.rows(), stage.columns()) - GAP);
        BufferedImage picture = Heat.resized(maps.artwork().image(), side, false);
        int width = picture.getWidth() + GAP;
        int height = picture.getHeight() + GAP;
        BufferedImage sheet = new BufferedImage(
                GAP + stage.columns() * width, HEADING + GAP + stage.rows() * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        graphics.drawString("What each patch looked at, every small picture at the place of its patch", GAP + 2, 17);
        for (int patch = 0; patch < stage.patches(); patch++) {
            Heat.draw(
                    graphics,
                    picture,
                    map(stage, patch, maps::share),
                    GAP + patch % stage.columns() * width,
                    HEADING + GAP + patch / stage.columns() * height);
        }
        graphics.dispose();
        return Optional.of(Png.encode(sheet));
    }

    private Stage stage(String view) {
        return new Stage(maps.artwork(), view);
    }

    private Html side(Stage stage, String sprite, String heading) {
        Html map = Html.element("div").with("class", "m " + sprite).style(Stage.over());
        Html marker = Html.element("div").with("class", "k");
        return Html.element("div")
                .style("flex:none;max-width:100%")
                .add(Html.element("div")
                        .with("class", "h" + sprite)
                        .style("font-weight:600;margin:0 0 4px")
                        .text(heading))
                .add(
                        sprite.equals(LEFT)
                                ? stage.html(stage.picture(), List.of(map, marker), this::summary, middle(stage))
                                : stage.html(stage.copy(), List.of(map, marker), this::summary, -1));
    }

    private String rules(Stage stage) {
        StringBuilder css = new StringBuilder(stage.rules());
        css.append(String.format(
                Locale.ROOT,
                """
                .V .m{background-size:%1$d%% %2$d%%;background-position:calc(var(--x)*%3$.5f%%) calc(var(--y)*%4$.5f%%);\
                image-rendering:pixelated;opacity:var(--on)}
                .V .a{background-image:url(%7$s)}
                .V .b{background-image:url(%8$s)}
                .V .k{position:absolute;width:%5$.5f%%;height:%6$.5f%%;left:calc(var(--x)*%5$.5f%%);\
                top:calc(var(--y)*%6$.5f%%);outline:2px solid #fff;outline-offset:-1px;box-shadow:0 0 0 3px #000;\
                opacity:var(--on)}
                .V .s::after{content:var(--s)}
                .V .ha::after{content:var(--ma)}
                .V .hb::after{content:var(--mb)}
                .V{--on:0;--x:0;--y:0;--s:"Point at a patch; a click keeps it.";--ma:"";--mb:""}
                """.replace("V", stage.view()),
                100 * stage.columns(),
                100 * stage.rows(),
                100.0 / Math.max(1, stage.columns() - 1),
                100.0 / Math.max(1, stage.rows() - 1),
                100.0 / stage.columns(),
                100.0 / stage.rows(),
                Heat.source(sprite(stage, maps::share)),
                Heat.source(sprite(stage, (patch, other) -> maps.share(other, patch)))));
        for (int patch = 0; patch < stage.patches(); patch++) {
            css.append(stage.whenChosen(
                    patch,
                    "--on:1;--x:" + patch % stage.columns() + ";--y:" + patch / stage.columns() + ";--s:\""
                            + summary(patch) + "\";--ma:\"" + upTo(stage, patch, maps::share) + "\";--mb:\""
                            + upTo(stage, patch, (one, other) -> maps.share(other, one)) + "\""));
        }
        return css.toString();
    }

    /** The maps of all patches in one image, each at the place of its patch. */
    private BufferedImage sprite(Stage stage, Share share) {
        BufferedImage sprite =
                Heat.blank(stage.rows() * stage.rows(), stage.columns() * stage.columns(), HeatScale.spotlight(0, 1));
        for (int patch = 0; patch < stage.patches(); patch++) {
            sprite.getRaster()
                    .setRect(
                            patch % stage.columns() * stage.columns(),
                            patch / stage.columns() * stage.rows(),
                            map(stage, patch, share).getRaster());
        }
        return sprite;
    }

    private static String upTo(Stage stage, int patch, Share share) {
        double most = most(stage, patch, share);
        return most == 0 ? ": none" : ", up to " + Measure.percent(most);
    }

    private static double most(Stage stage, int patch, Share share) {
        return IntStream.range(0, stage.patches())
                .mapToDouble(other -> share.of(patch, other))
                .max()
                .orElse(0);
    }

    /** Where there is something before and something after it. */
    private static int middle(Stage stage) {
        return stage.rows() / 2 * stage.columns() + stage.columns() / 2;
    }

    /** From nothing to the most of this map: what was looked at differs by orders of magnitude. */
    private static BufferedImage map(Stage stage, int patch, Share share) {
        HeatScale scale = HeatScale.spotlight(0, most(stage, patch, share));
        return Heat.image(stage.rows(), stage.columns(), scale, other -> share.of(patch, other));
    }

    private String summary(int patch) {
        Stage stage = stage("");
        String start = "the start token " + Measure.percent(maps.start(patch));
        if (patch == 0) {
            return stage.place(patch) + ": only " + start;
        }
        int best = IntStream.range(0, patch)
                .reduce((one, other) -> maps.share(patch, other) > maps.share(patch, one) ? other : one)
                .orElse(0);
        return stage.place(patch) + ": most at " + stage.place(best) + " (" + Measure.percent(maps.share(patch, best))
                + "); " + start;
    }

    /** What all patches have in common. */
    private String habits() {
        int columns = stage("").columns();
        return "On average " + Measure.percent(mean(patch -> patch - 1, patch -> patch % columns > 0))
                + " of the attention goes to the patch on the left, "
                + Measure.percent(mean(patch -> patch - columns, patch -> patch >= columns)) + " to the one above, "
                + Measure.percent(IntStream.range(0, maps.positions())
                        .mapToDouble(maps::start)
                        .average()
                        .orElse(0))
                + " to the start token.";
    }

    private double mean(IntUnaryOperator other, IntPredicate has) {
        return IntStream.range(0, maps.positions())
                .filter(has)
                .mapToDouble(patch -> maps.share(patch, other.applyAsInt(patch)))
                .average()
                .orElse(0);
    }

    private List<String> facts() {
        return List.of(
                maps.heads().toString(),
                "each map from 0 to its own most",
                "model " + maps.artwork().recipe().model().name(),
                "table() has all numbers");
    }
}
