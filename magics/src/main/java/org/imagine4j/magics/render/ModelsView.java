package org.imagine4j.magics.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.imagine4j.models.ByteSize;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.ModelKind;
import org.imagine4j.models.store.ModelInfo;
import org.imagine4j.models.store.ModelInfo.State;

/** Models, how it stands with them on this computer, and what to expect of each. */
public record ModelsView(List<ModelInfo> models) implements View {

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
                    tries(model)));
        }
        return text.append(status()).toString();
    }

    @Override
    public String html() {
        List<Html> sections = new ArrayList<>();
        models.forEach(model -> sections.add(section(model)));
        return Frame.around(sections, Frame.caption(status(), List.of())).toString();
    }

    private static Html section(ModelInfo info) {
        ModelCard card = info.card();
        Html name = Html.element("div")
                .style("font-weight:600;margin:0 0 2px")
                .add(Html.element("code").text(card.name()))
                .add(Html.element("span").style("margin-left:0.7em").text(card.summary()));
        Html details =
                Html.element("dl").style("display:grid;grid-template-columns:max-content 1fr;gap:2px 1em;margin:0");
        detail(details, "Facts", String.join(Words.DOT, facts(info)));
        detail(details, "Knows", card.knows());
        detail(details, "Limits", card.limits());
        detail(details, "Try", tries(info));
        detail(details, "Source", card.source());
        return Html.element("div")
                .style("max-width:860px;margin:0 0 16px;line-height:1.45")
                .add(name)
                .add(details);
    }

    private static void detail(Html details, String label, String text) {
        if (!text.isBlank()) {
            details.add(Html.element("dt").style("opacity:0.7").text(label))
                    .add(Html.element("dd").style("margin:0").text(text));
        }
    }

    /** Prompts for a model that draws; for one that ranks, how it is used. */
    private static String tries(ModelInfo model) {
        return model.kind() == ModelKind.SCORER
                ? "%imagine --rank " + model.card().name() + " a cat"
                : String.join("; ", model.card().examples());
    }

    private String status() {
        int here = (int) models.stream().filter(ModelsView::isHere).count();
        boolean drawOnly = models.stream().allMatch(model -> model.kind() == ModelKind.PICTURE_MODEL || !isHere(model));
        String chosen = Words.count(here, "model") + " here, chosen with --model NAME"
                + (drawOnly ? "" : " (those that rank with --rank NAME)");
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
        facts.add(model.kind().task());
        facts.add(model.stateWords());
        if (model.downloadBytes() > 0) {
            facts.add("about " + ByteSize.text(model.downloadBytes()) + " to download");
        }
        if (model.diskBytes() > 0) {
            facts.add(ByteSize.text(model.diskBytes()) + " on disk");
        }
        facts.add("needs about " + ByteSize.text(model.memoryBytes()) + " of memory"
                + (model.fits() ? "" : ", more than this computer has"));
        facts.add(card.imageSize() + "×" + card.imageSize() + " pixels");
        facts.add(
                card.gridRows() + "×" + card.gridRows() + (model.kind() == ModelKind.SCORER ? " patches" : " tokens"));
        facts.add(weights);
        facts.add(card.licence());
        return facts;
    }
}
