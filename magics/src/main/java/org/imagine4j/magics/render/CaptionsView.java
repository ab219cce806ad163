package org.imagine4j.magics.render;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.imagine4j.inference.inspection.CaptionScore;
import org.imagine4j.magics.Captions;

/** A picture beside the captions that were compared, the best first. */
public record CaptionsView(Captions captions) implements View {

    private static final String CELL = "padding:3px 14px 3px 0;vertical-align:top;";
    private static final String NUMBER =
            CELL + "text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums;";
    private static final String BAR = "display:inline-block;height:0.6em;border-radius:3px;background:rgb(66,133,244)";

    private static final int BAR_WIDTH = 90;

    @Override
    public String text() {
        int width = captions.scores().stream()
                .mapToInt(score -> score.caption().length())
                .max()
                .orElseThrow();
        String head =
                String.format("%-" + width + "s  %14s  %9s  %6s", "caption", "log-likelihood", "per token", "share");
        return captions.scores().stream()
                        .map(score -> String.format(
                                "%-" + width + "s  %14s  %9s  %6s",
                                score.caption(),
                                logLikelihood(score),
                                perToken(score),
                                share(score)))
                        .collect(Collectors.joining("\n", head + "\n", "\n"))
                + note();
    }

    @Override
    public String html() {
        Html heading = Html.element("tr")
                .add(head("caption", CELL + "text-align:left;"))
                .add(head("log-likelihood", NUMBER))
                .add(head("per token", NUMBER))
                .add(head("share", CELL + "text-align:left;"));
        Html body = Html.element("tbody");
        captions.scores().forEach(score -> body.add(row(score)));
        Html table = Html.element("table")
                .style("border-collapse:collapse;margin:0")
                .add(Html.element("thead").add(heading))
                .add(body);
        int width = Math.min(160, Grid.displayWidth(size(), 9));
        Html picture = Html.element("img")
                .with("src", DataUri.png(Png.encode(captions.image())))
                .with("alt", "The picture as " + captions.model().name() + " reads it")
                .with("title", "The picture as " + captions.model().name() + " reads it")
                .with("width", width)
                .style("display:block;box-sizing:border-box;flex:none;width:" + width + "px;height:auto;margin:0;"
                        + Frame.EDGE);
        Html both = Html.element("div")
                .style("display:flex;flex-wrap:wrap;align-items:flex-start;gap:8px 20px;margin:0 0 8px")
                .add(picture)
                .add(Html.element("div")
                        .style("flex:1 1 260px;min-width:0;overflow-x:auto")
                        .add(table));
        return Frame.around(List.of(both), Frame.caption(note(), List.of())).toString();
    }

    @Override
    public Optional<byte[]> png() {
        return Optional.of(Png.encode(captions.image()));
    }

    private PictureSize size() {
        return new PictureSize(captions.image().getWidth(), captions.image().getHeight());
    }

    private static Html head(String name, String style) {
        return Html.element("th")
                .with("scope", "col")
                .style(style + "font-weight:400;border-bottom:1px solid rgba(128,128,128,0.5)")
                .add(Html.element("span").style("opacity:0.7").text(name));
    }

    private Html row(CaptionScore score) {
        String weight = score.equals(captions.best()) ? "font-weight:600;" : "";
        int bar = (int) Math.round(BAR_WIDTH * score.share());
        return Html.element("tr")
                .add(Html.element("td")
                        .style(CELL + weight + "text-align:left;overflow-wrap:anywhere")
                        .add(Html.element("bdi").text(score.caption())))
                .add(Html.element("td").style(NUMBER + weight).text(logLikelihood(score)))
                .add(Html.element("td").style(NUMBER + weight).text(perToken(score)))
                .add(Html.element("td")
                        .style(CELL + weight + "text-align:left;white-space:nowrap")
                        .add(Html.element("span")
                                .style(BAR + ";width:" + bar + "px;margin-right:" + (bar > 0 ? 6 : 0) + "px"))
                        .text(share(score)));
    }

    private static String logLikelihood(CaptionScore score) {
        return String.format(Locale.ROOT, "%.1f", score.logLikelihood());
    }

    private String perToken(CaptionScore score) {
        return String.format(Locale.ROOT, "%.3f", captions.perToken(score));
    }

    private static String share(CaptionScore score) {
        double percent = 100 * score.share();
        return percent > 0 && percent < 0.1 ? "< 0.1 %" : String.format(Locale.ROOT, "%.1f %%", percent);
    }

    private String note() {
        return "how likely " + captions.model().name() + " finds the picture's "
                + Words.count(captions.tokenCount(), "token")
                + " under each caption, in nats; share: how probable it is if one of them is right";
    }
}
