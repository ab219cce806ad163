package org.imagine4j.magics.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.imagine4j.inference.text.NormalizationStep;
import org.imagine4j.inference.text.PromptTrace;
import org.imagine4j.inference.text.TextToken;
import org.imagine4j.magics.Aligned;
import org.imagine4j.magics.PromptTokens;
import org.imagine4j.magics.PromptTokens.Detail;

/** What a model reads of a prompt: the prompt, its tokens, how it was normalised, and what was asked for besides. */
public record TokensView(PromptTokens tokens) implements View {

    private static final int MAX_PROMPT = 400;
    private static final String UNCHANGED = "changed nothing";

    @Override
    public String text() {
        PromptTrace prompt = tokens.prompt();
        List<String> lines = new ArrayList<>();
        lines.add(Excerpt.beginning(prompt.prompt(), MAX_PROMPT));
        for (TextToken token : prompt.tokens()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%4d %7d  %s%s",
                    token.position(),
                    token.id(),
                    TokenChips.text(token, prompt),
                    token.unknown() ? "  <unk>" : ""));
        }
        lines.addAll(warnings(prompt));
        lines.add("Normalisation");
        steps().forEach(step ->
                lines.add("  " + step.name() + ": " + (step.changed() ? new StepLine(step).text() : UNCHANGED)));
        lines.addAll(unchanged());
        if (tokens.details().contains(Detail.MERGES)) {
            MergeLines merges = new MergeLines(prompt);
            lines.add("Merges");
            merges.text().forEach(line -> lines.add("  " + line));
            lines.add(merges.note());
        }
        lines.add(laneHeading() + ": " + inLine(tokens.unconditional()));
        lines.addAll(warnings(tokens.unconditional()));
        tokens.other().ifPresent(other -> {
            lines.add("Compared with " + Excerpt.beginning(other.prompt(), MAX_PROMPT) + ": " + inLine(other));
            lines.addAll(warnings(other));
            lines.add(comparison());
        });
        lines.add(status() + Words.DOT + String.join(Words.DOT, facts()));
        return lines.stream().filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    @Override
    public String html() {
        PromptTrace prompt = tokens.prompt();
        List<Html> content = new ArrayList<>();
        content.add(heading("Prompt"));
        content.add(TokenChips.prompt(prompt));
        content.add(heading("What the model reads"));
        content.add(TokenChips.read(prompt));
        warnings(prompt).forEach(warning -> content.add(paragraph(warning)));
        content.add(heading("Normalisation"));
        content.add(steps(steps()));
        unchanged().forEach(sentence -> content.add(paragraph(sentence)));
        if (tokens.details().contains(Detail.MERGES)) {
            MergeLines merges = new MergeLines(prompt);
            content.add(heading("Merges, byte by byte; # is the rank in the merges file"));
            content.add(merges.html());
            if (!merges.note().isEmpty()) {
                content.add(paragraph(merges.note()));
            }
        }
        content.add(heading(laneHeading()));
        content.add(TokenChips.read(tokens.unconditional()));
        warnings(tokens.unconditional()).forEach(warning -> content.add(paragraph(warning)));
        tokens.other().ifPresent(other -> {
            content.add(heading("Compared with"));
            content.add(Html.element("div")
                    .style("margin:0 0 6px;overflow-wrap:anywhere")
                    .add(Html.element("bdi").text(Excerpt.beginning(other.prompt(), MAX_PROMPT))));
            content.add(TokenChips.compared(tokens.aligned(), prompt, other));
            warnings(other).forEach(warning -> content.add(paragraph(warning)));
            content.add(paragraph(comparison()));
        });
        return Frame.around(content, Frame.caption(status(), facts())).toString();
    }

    /** What a reader should not overlook. */
    private List<String> warnings(PromptTrace trace) {
        List<String> warnings = new ArrayList<>();
        int cut = trace.cut().size();
        if (cut > 0) {
            warnings.add("The model reads at most " + tokens.maxLength() + " tokens, <s> and </s> included: "
                    + (cut == 1 ? "the last one is" : "the last " + cut + " are")
                    + " cut off, and what they say has no effect.");
        }
        long unknown = trace.tokens().stream().filter(TextToken::unknown).count();
        if (unknown > 0) {
            warnings.add((unknown == 1 ? "One piece is" : unknown + " pieces are")
                    + " not in the vocabulary: the model reads <unk>, whatever stands there.");
        }
        return warnings;
    }

    private List<NormalizationStep> steps() {
        boolean all = tokens.details().contains(Detail.ALL_STEPS);
        return tokens.prompt().steps().stream()
                .filter(step -> all || step.changed())
                .toList();
    }

    private List<String> unchanged() {
        int hidden = tokens.prompt().steps().size() - steps().size();
        return hidden == 0
                ? List.of()
                : List.of(Words.count(hidden, "other step") + " changed nothing; --all shows them.");
    }

    private static Html steps(List<NormalizationStep> steps) {
        Html list = Html.element("dl")
                .style("display:grid;grid-template-columns:max-content minmax(0,1fr);gap:2px 1.2em;margin:0 0 6px");
        for (NormalizationStep step : steps) {
            list.add(Html.element("dt")
                            .style("font-weight:400;margin:0;width:auto;white-space:nowrap;opacity:"
                                    + (step.changed() ? "0.85" : "0.6"))
                            .text(step.name()))
                    .add(Html.element("dd")
                            .style("margin:0;min-width:0;width:auto" + (step.changed() ? "" : ";opacity:0.6"))
                            .add(
                                    step.changed()
                                            ? new StepLine(step).html()
                                            : Html.element("span").text(UNCHANGED)));
        }
        return list;
    }

    private String laneHeading() {
        return tokens.unconditional().prompt().isEmpty()
                ? "What the unconditional lane reads, for guidance: nothing"
                : "What the unconditional lane reads, for guidance: the negative prompt";
    }

    private String comparison() {
        List<Aligned> pairs = tokens.aligned();
        long same = pairs.stream().filter(Aligned::same).count();
        return same == pairs.size()
                ? "All " + same + " tokens are the same: to the model it is the same prompt."
                : same + " of " + pairs.size() + " places are the same, <s> and </s> included.";
    }

    private String status() {
        return tokens.tokens().size() + " of at most " + tokens.maxLength() + " tokens";
    }

    private List<String> facts() {
        return List.of("model " + tokens.model().name(), "offsets in the normalised text", "table() has all numbers");
    }

    private static String inLine(PromptTrace trace) {
        return trace.tokens().stream()
                .map(token -> TokenChips.text(token, trace))
                .collect(Collectors.joining(" "));
    }

    private static Html heading(String text) {
        return Html.element("div").style("font-weight:600;margin:10px 0 4px").text(text);
    }

    private static Html paragraph(String text) {
        return Html.element("div").style("margin:0 0 6px;font-size:0.9em").text(text);
    }
}
