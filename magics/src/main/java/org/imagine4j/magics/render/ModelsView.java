package org.imagine4j.magics.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.imagine4j.models.ByteSize;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.store.ModelInfo;
import org.imagine4j.models.store.ModelInfo.State;

/** Models, how it stands with them on this computer, and what to expect of each. */
public record ModelsView(List<ModelInfo> models) implements View {

    private static final List<String> HEADINGS = List.of("Model", "Facts", "Knows", "Limits");

    public ModelsView {
        models = List.copyOf(models);
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder();
        for (ModelInfo model : models) {
            ModelCard card = model.card();
            text.append(String.format(
                    Locale.ROOT,
                    "%s  %s%n  %s%n  Source: %s%n  Knows: %s%n  Limits: %s%n  Try: %s%n",
                    card.name(),
                    card.summary(),
                    String.join(Words.DOT, facts(model)),
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
        models.forEach(model -> body.add(row(model)));
        Html table = Html.element("table")
                .style("margin:0 0 8px;border-collapse:collapse")
                .add(Html.element("thead").add(head))
                .add(body);
        return Frame.around(List.of(table), Frame.caption(status(), List.of())).toString();
    }

    private static Html row(ModelInfo info) {
        ModelCard card = info.card();
        Html model = cell("th", "font-weight:400")
                .with("scope", "row")
                .add(Html.element("code").text(card.name()))
                .add(Html.element("div").text(card.summary()))
                .add(Html.element("div").style("opacity:0.7").text("Source: " + card.source()));
        Html facts = cell("td", "");
        facts(info).forEach(fact -> facts.add(Html.element("div").text(fact)));
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
        int here = (int) models.stream().filter(ModelsView::isHere).count();
        String chosen = Words.count(here, "model") + " here, chosen with --model NAME";
        return here == models.size() ? chosen : chosen + Words.DOT + "%models pull NAME gets another";
    }

    private static boolean isHere(ModelInfo model) {
        return model.state() != State.AVAILABLE;
    }

    private static List<String> facts(ModelInfo model) {
        ModelCard card = model.card();
        double millions = card.parameters() / 1e6;
        String weights =
                String.format(Locale.ROOT, millions < 100 ? "%.1f million weights" : "%.0f million weights", millions);
        List<String> facts = new ArrayList<>();
        facts.add(model.state().words());
        if (model.downloadBytes() > 0) {
            facts.add("about " + ByteSize.text(model.downloadBytes()) + " to download");
        }
        if (model.diskBytes() > 0) {
            facts.add(ByteSize.text(model.diskBytes()) + " on disk");
        }
        facts.add("needs about " + ByteSize.text(model.memoryBytes()) + " of memory"
                + (model.fits() ? "" : ", more than this computer has"));
        facts.add(card.imageSize() + "×" + card.imageSize() + " pixels");
        facts.add(card.gridRows() + "×" + card.gridRows() + " tokens");
        facts.add(weights);
        facts.add(card.licence());
        return facts;
    }
}
