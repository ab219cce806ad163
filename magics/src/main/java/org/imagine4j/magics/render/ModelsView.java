package org.imagine4j.magics.render;

import java.util.List;
import java.util.Locale;
import org.imagine4j.models.ModelCard;

/** The models that are there and what to expect of each. */
public record ModelsView(List<ModelCard> cards) implements View {

    private static final List<String> HEADINGS = List.of("Model", "Facts", "Knows", "Limits");

    public ModelsView {
        cards = List.copyOf(cards);
    }

    @Override
    public String text() {
        if (cards.isEmpty()) {
            return status();
        }
        StringBuilder text = new StringBuilder();
        for (ModelCard card : cards) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s  %s%n  %s%n  Source: %s%n  Knows: %s%n  Limits: %s%n  Try: %s%n",
                    card.name(),
                    card.summary(),
                    String.join(Words.DOT, facts(card)),
                    card.source(),
                    card.knows(),
                    card.limits(),
                    String.join("; ", card.examples())));
        }
        return text.append(status()).toString();
    }

    @Override
    public String html() {
        Html head = Html.element("tr");
        HEADINGS.forEach(heading ->
                head.add(cell("th", "font-weight:600").with("scope", "col").text(heading)));
        Html body = Html.element("tbody");
        cards.forEach(card -> body.add(row(card)));
        Html table = Html.element("table")
                .style("margin:0 0 8px;border-collapse:collapse")
                .add(Html.element("thead").add(head))
                .add(body);
        return Frame.around(cards.isEmpty() ? List.of() : List.of(table), Frame.caption(status(), List.of()))
                .toString();
    }

    private static Html row(ModelCard card) {
        Html model = cell("th", "font-weight:400")
                .with("scope", "row")
                .add(Html.element("code").text(card.name()))
                .add(Html.element("div").text(card.summary()))
                .add(Html.element("div").style("opacity:0.7").text("Source: " + card.source()));
        Html facts = cell("td", "");
        facts(card).forEach(fact -> facts.add(Html.element("div").text(fact)));
        Html knows = cell("td", "max-width:320px").add(Html.element("div").text(card.knows()));
        if (!card.examples().isEmpty()) {
            knows.add(Html.element("div").style("opacity:0.7").text("Try: " + String.join("; ", card.examples())));
        }
        return Html.element("tr")
                .add(model)
                .add(facts)
                .add(knows)
                .add(cell("td", "max-width:320px").text(card.limits()));
    }

    private static Html cell(String element, String css) {
        return Html.element(element).style("text-align:left;vertical-align:top;padding:6px 10px;" + css);
    }

    private String status() {
        return cards.isEmpty()
                ? "There is no model here yet."
                : Words.count(cards.size(), "model") + ", chosen with --model NAME";
    }

    private static List<String> facts(ModelCard card) {
        double millions = card.parameters() / 1e6;
        return List.of(
                card.imageSize() + "×" + card.imageSize() + " pixels",
                card.gridRows() + "×" + card.gridRows() + " tokens",
                String.format(Locale.ROOT, millions < 100 ? "%.1f million weights" : "%.0f million weights", millions),
                card.licence());
    }
}
