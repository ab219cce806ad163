package org.imagine4j.magics.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.imagine4j.inference.Canvas;
import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.Sampling;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.magics.Alternative;
import org.imagine4j.magics.Settings;

/** A picture beside what it would be: what was changed, and what that changed. */
public record AlternativeView(Alternative alternative) implements View {

    @Override
    public String text() {
        return "What if: " + String.join(Words.DOT, changes()) + "\n"
                + alternative.comparison().summary();
    }

    @Override
    public String html() {
        Html question = Html.element("div")
                .style("margin:0 0 8px;font-size:1.1em;font-weight:600;line-height:1.4;overflow-wrap:break-word")
                .text("What if: ");
        String separator = "";
        for (String change : changes()) {
            question.text(separator)
                    .add(Html.element("bdi").style("font-weight:400").text(change));
            separator = Words.DOT;
        }
        return Frame.around(
                        List.of(question, pictures().pictures()),
                        Frame.caption(alternative.comparison().summary(), facts()))
                .toString();
    }

    private List<String> facts() {
        Recipe recipe = alternative.after().recipe();
        List<String> facts = new ArrayList<>();
        facts.add("“" + Words.shortened(recipe.prompt(), 120) + "”");
        facts.addAll(Words.settings(recipe));
        return facts;
    }

    @Override
    public Optional<byte[]> png() {
        return pictures().png();
    }

    private ComparisonView pictures() {
        return new ComparisonView("before", "after", alternative.comparison());
    }

    /** In words. */
    private List<String> changes() {
        Recipe before = alternative.before().recipe();
        Recipe after = alternative.after().recipe();
        Sampling was = before.sampling();
        Sampling is = after.sampling();
        List<String> changes = new ArrayList<>();
        if (!before.prompt().equals(after.prompt())) {
            changes.add("“" + after.prompt() + "” instead of “" + before.prompt() + "”");
        }
        note(changes, "negative", quoted(before.negativePrompt()), quoted(after.negativePrompt()));
        note(changes, "seed", before.seed(), after.seed());
        note(changes, "guidance", Settings.number(was.guidance()), Settings.number(is.guidance()));
        note(changes, "temperature", Settings.number(was.temperature()), Settings.number(is.temperature()));
        note(changes, "top-k", was.topK(), is.topK());
        note(changes, "top-p", Settings.number(was.topP()), Settings.number(is.topP()));
        note(changes, "model", before.model(), after.model());
        note(changes, "precision", before.precision(), after.precision());
        weights(changes, before.emphasis().weights(), after.emphasis().weights());
        changes.addAll(forced());
        changes.add(drawn(before, after));
        return changes;
    }

    private static void note(List<String> changes, String name, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            changes.add(name + " " + after + " instead of " + before);
        }
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "nothing" : "“" + text + "”";
    }

    private static void weights(List<String> changes, Map<String, Double> before, Map<String, Double> after) {
        after.forEach((word, weight) -> {
            if (!weight.equals(before.get(word))) {
                changes.add(Settings.weight(word, weight));
            }
        });
    }

    /** The tokens that stand there because somebody said so. */
    private List<String> forced() {
        TokenGrid before = alternative.before().tokens();
        Canvas canvas = alternative.after().recipe().canvas();
        List<String> forced = new ArrayList<>();
        for (int place = 0; place < canvas.tokens().size(); place++) {
            int row = place / canvas.columns();
            int column = place % canvas.columns();
            int token = canvas.tokens().get(place);
            boolean known = row < before.rowsFilled() && column < before.columns();
            if (token != Canvas.OPEN && known && token != before.token(row, column)) {
                forced.add("token " + token + " instead of " + before.token(row, column) + " in " + place(row, column));
            }
        }
        return forced;
    }

    /** What the model drew. */
    private static String drawn(Recipe before, Recipe after) {
        Canvas canvas = after.canvas();
        if (!canvas.isBlank() && !canvas.tokens().contains(Canvas.OPEN)) {
            return "only the pixels painted anew";
        }
        String random = before.seed() == after.seed() && before.index() == after.index()
                ? "with the same random numbers"
                : "with other random numbers";
        int first = canvas.isBlank() ? 0 : canvas.tokens().indexOf(Canvas.OPEN);
        return first == 0
                ? "drawn anew " + random
                : "drawn anew from " + place(first / canvas.columns(), first % canvas.columns()) + " on, " + random;
    }

    private static String place(int row, int column) {
        return "row " + row + ", column " + column;
    }
}
