package org.imagine4j.magics.render;

import java.util.List;
import java.util.Locale;
import org.imagine4j.inference.inspection.Candidate;
import org.imagine4j.inference.inspection.Odds;
import org.imagine4j.inference.inspection.PositionOdds;
import org.imagine4j.inference.inspection.Stage;
import org.imagine4j.magics.ImageTokens;

/**
 * What is known of one token: its patch in the picture and alone, its odds in every stage, and what else could have stood
 * there. Short names, because a view has one of it for every token.
 */
final class TokenDetails {

    private static final List<String> HEADINGS = List.of("", "probability", "rank", "entropy", "surprise", "likeliest");

    /** What is less probable was no rival. Where the model is sure, that is everything but one token. */
    private static final double RIVAL = 0.001;

    private final ImageTokens tokens;
    private final Sprite sprite;
    private final boolean negative;

    TokenDetails(ImageTokens tokens, Sprite sprite) {
        this.tokens = tokens;
        this.sprite = sprite;
        this.negative = !tokens.artwork().recipe().negativePrompt().isEmpty();
    }

    /** Hidden unless the style sheet shows it. */
    Html of(int row, int column) {
        PositionOdds odds = tokens.inspection().probabilities().at(row, column);
        Html head = Html.element("div")
                .with("class", "e")
                .add(Html.element("i").with("class", "z").with("title", "in the picture"))
                .add(patch("i", odds.token()).with("title", "alone"))
                .add(Html.element("div")
                        .add(Html.element("b").text("Token " + odds.token()))
                        .add(Html.element("div")
                                .text(String.format(
                                        Locale.ROOT,
                                        "row %d, column %d, position %d",
                                        odds.row(),
                                        odds.column(),
                                        odds.position())))
                        .add(Html.element("div")
                                .text(String.format(
                                        Locale.ROOT,
                                        "the prompt speaks %s it: %s nats; guidance changed the odds here by %s nats",
                                        odds.promptEvidence() < 0 ? "against" : "for",
                                        Measured.number(Math.abs(odds.promptEvidence())),
                                        Measured.number(odds.guidanceShift())))));
        Html table = Html.element("div").with("class", "t");
        HEADINGS.forEach(heading -> table.add(Html.element("i").text(heading)));
        for (Stage stage : Stage.values()) {
            table.addAll(row(odds, stage));
        }
        return Html.element("div").with("class", "d").hidden().add(head).add(table);
    }

    private List<Html> row(PositionOdds odds, Stage stage) {
        Odds here = odds.in(stage);
        Html candidates = Html.element("div").with("class", "c");
        for (Candidate candidate : tokens.candidates(odds.position(), stage)) {
            boolean drawn = candidate.token() == odds.token();
            if (drawn || candidate.rank() == 1 || candidate.probability() >= RIVAL) {
                Html patch = patch("u", candidate.token()).text(brief(candidate.probability()));
                candidates.add(drawn ? Html.element("b").add(patch) : patch);
            }
        }
        return List.of(
                Html.element("b").text(name(stage)),
                number(Measured.percent(here.probability())),
                number(here.probability() > 0 ? String.valueOf(here.rank()) : "–"),
                number(Measured.number(here.entropy())),
                number(Measured.number(here.surprise())),
                candidates);
    }

    private Html patch(String element, int code) {
        String place = sprite.has(code) ? Sprite.name(code) : "x";
        return Html.element(element).with("class", place).with("title", code);
    }

    private static Html number(String text) {
        return Html.element("i").text(text);
    }

    private static String brief(double probability) {
        return Measured.percent(probability).replace("\u00a0", "");
    }

    private String name(Stage stage) {
        return switch (stage) {
            case CONDITIONAL -> "with the prompt";
            case UNCONDITIONAL -> negative ? "with the negative prompt" : "without the prompt";
            case GUIDED -> "after guidance";
            case DRAWN -> "after temperature, top-k and top-p";
        };
    }

    /**
     * The rules for all of them.
     *
     * @param scope the selector of the view, which sets {@code --a} to the picture
     */
    static String css(String scope, int columns, int rows) {
        String patch = "background-image:var(--s);background-size:var(--e);background-position:var(--p);"
                + "background-repeat:no-repeat;image-rendering:pixelated";
        return String.join(
                "",
                scope + " .e{display:flex;gap:8px;align-items:flex-start}",
                scope + " .e>i{flex:none;width:56px;height:56px;" + patch + "}",
                scope
                        + String.format(
                                Locale.ROOT,
                                " .e>.z{background-image:var(--a);background-size:%d%% %d%%;"
                                        + "background-position:calc(var(--x)*100%%/%d) calc(var(--y)*100%%/%d)}",
                                100 * columns,
                                100 * rows,
                                Math.max(1, columns - 1),
                                Math.max(1, rows - 1)),
                scope + " .t{display:grid;grid-template-columns:repeat(5,max-content) auto;gap:3px 16px;"
                        + "align-items:center;margin-top:6px;white-space:nowrap}",
                scope + " .t>b{font-weight:400}",
                scope + " .t>i{font-style:normal;text-align:right}",
                scope + " .t>i:nth-child(-n+6){opacity:.7}",
                scope + " .t>i:nth-child(6){text-align:left}",
                scope + " .c{display:flex;gap:5px;font-size:11px;line-height:1.2;text-align:center}",
                scope + " .c u{display:block;width:34px;text-decoration:none}",
                scope + " .c u::before{content:\"\";display:block;width:24px;height:24px;margin:0 auto 1px;" + patch
                        + "}",
                scope + " .x::before,"
                        + scope
                        + " .c .x::before{background:repeating-linear-gradient(45deg,#8886 0 3px,#8882 3px 6px)}",
                scope + " .c b{font-weight:700}",
                scope + " .c b u::before{outline:2px solid #d55e00;outline-offset:1px}");
    }
}
