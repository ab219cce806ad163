package org.imagine4j.magics.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.inference.inspection.GridMap;
import org.imagine4j.inference.inspection.PositionOdds;
import org.imagine4j.magics.ImageTokens;
import org.imagine4j.magics.TokenMeasure;

/**
 * The image tokens of a picture: ids over the picture, heat maps beside it, and what is known of each token below, for the one
 * that is pointed at. All of it by styles; where they are taken away the picture, the ids and the maps remain.
 */
public record ImageTokensView(ImageTokens tokens) implements View {

    private static final int GAP = 20;
    private static final int MOST_SURPRISING = 3;
    private static final int DETAILS_HEIGHT = 262;
    private static final int BARS_HEIGHT = 90;
    private static final int LEGEND_HEIGHT = 62;
    private static final int HEAT_SQUARE = 8;

    @Override
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(tokens.artwork().recipe().prompt());
        lines.add(grid().toString().stripTrailing());
        lines.add(status());
        lines.add("Least expected: " + leastExpected());
        for (TokenMeasure measure : TokenMeasure.values()) {
            GridMap map = tokens.map(measure);
            lines.add(String.format(
                    Locale.ROOT,
                    "%s: %s to %s%s, %s",
                    measure.word(),
                    number(measure, map.min()),
                    number(measure, map.max()),
                    measure.unit().isEmpty() ? "" : " " + measure.unit(),
                    measure.meaning()));
        }
        return String.join("\n", lines);
    }

    @Override
    public String html() {
        String id = "t" + UUID.randomUUID().toString().substring(0, 8);
        Sprite sprite = new Sprite(tokens.patches());
        String picture = DataUri.of(tokens.artwork().image());
        Html view = Html.element("div")
                .with("id", id)
                .with("class", "tokens")
                .style("overflow-x:auto")
                .add(Html.stylesheet(css(id, sprite, picture)));
        switches(id).forEach(view::add);
        view.add(stage(sprite, picture));
        return Frame.around(List.of(prompt(), view), Frame.caption(status(), facts()))
                .toString();
    }

    @Override
    public Optional<byte[]> png() {
        return Optional.of(Png.encode(TokenSheet.draw(tokens)));
    }

    private TokenGrid grid() {
        return tokens.artwork().tokens();
    }

    /** The width of a token on the page. */
    private int cell() {
        return Math.max(14, Math.min(38, 368 / grid().columns()));
    }

    private int boardWidth() {
        return cell() * grid().columns();
    }

    private int boardHeight() {
        return cell() * grid().rowsFilled();
    }

    private int detailsTop() {
        return boardHeight() + LEGEND_HEIGHT + 10;
    }

    private Html prompt() {
        return Html.element("div")
                .style("margin:0 0 6px;font-size:1.1em;font-weight:600;line-height:1.4;overflow-wrap:break-word")
                .add(Html.element("bdi").text(tokens.artwork().recipe().prompt()));
    }

    /** They stand before what they switch, as their siblings, and are hidden where styles are taken away. */
    private List<Html> switches(String id) {
        List<Html> switches = new ArrayList<>();
        for (TokenMeasure measure : TokenMeasure.values()) {
            Html radio = Html.element("input")
                    .with("type", "radio")
                    .with("name", id)
                    .with("id", id + measure.word())
                    .with("class", "m-" + measure.word())
                    .hidden();
            if (measure == tokens.map()) {
                radio.with("checked", "");
            }
            switches.add(radio);
            switches.add(label(id + measure.word(), measure.word()));
        }
        switches.add(toggle(id + "ids", "i").with("checked", ""));
        switches.add(label(id + "ids", "ids"));
        switches.add(toggle(id + "play", "y"));
        switches.add(label(id + "play", "paint in order"));
        return switches;
    }

    private static Html toggle(String id, String name) {
        return Html.element("input")
                .with("type", "checkbox")
                .with("id", id)
                .with("class", name)
                .hidden();
    }

    private static Html label(String of, String text) {
        return Html.element("label").with("for", of).hidden().text(text);
    }

    private Html stage(Sprite sprite, String picture) {
        Html stage = Html.element("div").with("class", "w");
        stage.add(Html.element("img")
                .with("class", "a")
                .with("src", picture)
                .with("alt", "The picture of which these are the tokens")
                .with("width", boardWidth())
                .with("height", boardHeight()));
        TokenDetails details = new TokenDetails(tokens, sprite);
        Html table = Html.element("table").with("class", "g");
        for (int row = 0; row < grid().rowsFilled(); row++) {
            Html line = Html.element("tr");
            for (int column = 0; column < grid().columns(); column++) {
                line.add(Html.element("td")
                        .with("tabindex", 0)
                        .style("--x:" + column + ";--y:" + row)
                        .text(grid().token(row, column))
                        .add(Html.element("u").with("class", "h"))
                        .add(details.of(row, column)));
            }
            table.add(line);
        }
        stage.add(table);
        for (TokenMeasure measure : TokenMeasure.values()) {
            stage.add(map(measure));
        }
        return stage.add(hint());
    }

    private Html map(TokenMeasure measure) {
        GridMap map = tokens.map(measure);
        ColorScale scale = ColorScale.of(measure, map);
        return Html.element("figure")
                .with("class", "m h-" + measure.word())
                .add(Html.element("img")
                        .with("src", DataUri.of(HeatImage.of(map, scale, HEAT_SQUARE)))
                        .with("alt", "Map of " + measure.word())
                        .with("width", boardWidth())
                        .with("height", boardHeight()))
                .add(Legend.of(scale, title(measure), value -> number(measure, value)));
    }

    static String number(TokenMeasure measure, double value) {
        return switch (measure) {
            case PROBABILITY -> Measured.percent(value);
            case RANK -> String.valueOf(Math.round(value));
            case ENTROPY, SURPRISE, GUIDANCE -> Measured.number(value);
        };
    }

    /** {@code Entropy, in nats: how undecided the model was here}. */
    static String title(TokenMeasure measure) {
        String word = measure.word();
        String unit = measure.unit().isEmpty() ? "" : ", in " + measure.unit();
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + unit + ": " + measure.meaning();
    }

    private Html hint() {
        return Html.element("div")
                .with("class", "n")
                .add(Html.element("div")
                        .with("class", "p")
                        .hidden()
                        .text("Point at a token, click it, or come to it with Tab: its patch, its odds, its rivals."))
                .add(Html.element("div").text("Least expected: " + leastExpected() + "."))
                .add(Html.element("div")
                        .text("Surprise in the order of painting, up to "
                                + Measured.number(
                                        tokens.map(TokenMeasure.SURPRISE).max()) + " nats:"))
                .add(bars());
    }

    private Html bars() {
        ColorScale scale = ColorScale.of(TokenMeasure.SURPRISE, tokens.map(TokenMeasure.SURPRISE));
        return Html.element("img")
                .with("src", DataUri.of(SurpriseBars.of(tokens.positions(), scale, width(), BARS_HEIGHT)))
                .with("alt", "Surprise in the order of painting")
                .with("width", width())
                .with("height", BARS_HEIGHT);
    }

    private int width() {
        return Math.max(680, 2 * boardWidth() + GAP);
    }

    private String leastExpected() {
        return tokens.positions().stream()
                .sorted(Comparator.comparingDouble(TokenMeasure.SURPRISE::of).reversed())
                .limit(MOST_SURPRISING)
                .map(ImageTokensView::named)
                .reduce((one, other) -> one + "; " + other)
                .orElse("none");
    }

    private static String named(PositionOdds odds) {
        return String.format(
                Locale.ROOT,
                "token %d in row %d, column %d (%s, rank %d)",
                odds.token(),
                odds.row(),
                odds.column(),
                Measured.percent(odds.conditional().probability()),
                odds.conditional().rank());
    }

    private String status() {
        long distinct = Arrays.stream(grid().toArray()).distinct().count();
        return grid().rowsFilled() + "×" + grid().columns() + " tokens, " + distinct + " different";
    }

    private List<String> facts() {
        List<String> facts = new ArrayList<>();
        facts.add("log-likelihood " + Measured.number(tokens.inspection().logLikelihood()) + " nats");
        facts.addAll(Words.settings(tokens.artwork().recipe()));
        facts.add("table() has all numbers");
        return facts;
    }

    private String css(String id, Sprite sprite, String picture) {
        String scope = "#" + id;
        int columns = grid().columns();
        int rows = grid().rowsFilled();
        StringBuilder css = new StringBuilder(sprite.css(scope));
        css.append(String.format(Locale.ROOT, "%s{--a:url(%s)}", scope, picture));
        rule(
                css,
                scope,
                ".w{position:relative;width:%dpx;height:%dpx;margin-top:6px}",
                width(),
                detailsTop() + DETAILS_HEIGHT);
        rule(css, scope, ".w img{display:block;margin:0;max-width:none;image-rendering:pixelated}");
        rule(
                css,
                scope,
                ".w .a{position:absolute;left:0;top:0;width:%dpx;height:%dpx;image-rendering:auto}",
                boardWidth(),
                boardHeight());
        rule(
                css,
                scope,
                ".g{position:absolute;left:0;top:0;margin:0;border:0;border-collapse:collapse;border-spacing:0;"
                        + "table-layout:fixed;width:%dpx;height:%dpx;font:%dpx/1 monospace}",
                boardWidth(),
                boardHeight(),
                Math.max(5, Math.min(11, (int) (cell() / 0.62 / digits(grid())))));
        rule(css, scope, ".g tr,%s .g tr:hover{background:none;border:0}", scope);
        rule(
                css,
                scope,
                ".g td{box-sizing:border-box;width:%1$dpx;height:%1$dpx;max-width:none;padding:0;text-align:center;"
                        + "vertical-align:middle;white-space:normal;border:0;cursor:pointer;outline-offset:-2px;"
                        + "box-shadow:inset 0 0 0 .5px rgba(255,255,255,.35);color:transparent;background:none}",
                cell());
        rule(css, scope, ".i:checked~.w td{color:#fff;text-shadow:0 0 2px #000,0 0 2px #000,0 0 3px #000}");
        rule(
                css,
                scope,
                ".h{position:absolute;left:calc(%1$dpx + var(--x)*%2$dpx);top:calc(var(--y)*%2$dpx);width:%2$dpx;"
                        + "height:%2$dpx;box-sizing:border-box;outline-offset:-2px;z-index:1}",
                boardWidth() + GAP,
                cell());
        rule(
                css,
                scope,
                ".g td:hover,%1$s .g td:focus,%1$s td:hover .h,%1$s td:focus .h{outline:2px solid #fff;"
                        + "box-shadow:inset 0 0 0 3px #000}",
                scope);
        rule(
                css,
                scope,
                ".m{display:none;position:absolute;left:%dpx;top:0;width:%dpx;margin:0;padding:0}",
                boardWidth() + GAP,
                boardWidth());
        rule(css, scope, ".m img{width:%dpx;height:%dpx}", boardWidth(), boardHeight());
        for (TokenMeasure measure : TokenMeasure.values()) {
            rule(css, scope, ".m-%1$s:checked~.w .h-%1$s{display:block}", measure.word());
        }
        rule(css, scope, "label{margin:0 10px 0 3px;cursor:pointer;display:inline!important;font-size:.95em}");
        rule(css, scope, "input{display:inline-block!important;margin:0;vertical-align:-1px}");
        rule(css, scope, ".i{margin-left:14px}");
        rule(
                css,
                scope,
                ".n,%1$s .d{position:absolute;left:0;top:%2$dpx;width:%3$dpx;font:inherit;text-align:left;cursor:auto}",
                scope,
                detailsTop(),
                width());
        rule(css, scope, ".n{line-height:1.6}");
        rule(css, scope, ".p{display:block!important}");
        rule(css, scope, ".d{color:inherit;text-shadow:none}");
        // The page's own letters: those of the ids, which may be hidden, must not be inherited.
        rule(
                css,
                scope,
                ".w .g .d{color:var(--jp-content-font-color1,var(--vscode-foreground,CanvasText));"
                        + "font:13px/1.4 system-ui,sans-serif;text-shadow:none}");
        rule(css, scope, ".g td:hover .d{display:block!important}");
        rule(css, scope, ".g:not(:hover) td:focus .d{display:block!important}");
        rule(css, scope, ".g:hover~.n,%s .g:focus-within~.n{display:none}", scope);
        css.append(TokenDetails.css(scope, columns, rows));
        rule(
                css,
                scope,
                ".y:checked~.w td,%s .y:checked~.w .h{animation:%s-y %dms both;animation-delay:"
                        + "calc((var(--y)*%d + var(--x))*%dms)}",
                scope,
                id,
                200,
                columns,
                Math.max(20, 6000 / (rows * columns)));
        css.append(String.format(
                Locale.ROOT, "@keyframes %s-y{0%%,99%%{background:#888;color:transparent;text-shadow:none}}", id));
        return css.toString();
    }

    /** How many digits the ids have at most. */
    static int digits(TokenGrid grid) {
        return String.valueOf(Arrays.stream(grid.toArray()).max().orElse(0)).length();
    }

    private static void rule(StringBuilder css, String scope, String rule, Object... values) {
        css.append(scope).append(' ').append(String.format(Locale.ROOT, rule, values));
    }
}
