package org.imagine4j.magics.render;

import org.imagine4j.inference.text.NormalizationStep;
import org.imagine4j.inference.text.Span;
import org.imagine4j.inference.text.TextEdit;
import org.imagine4j.inference.text.TextNormalizer;

/** What a step of the normaliser did, as corrections in the text: struck through what went, underlined what came. */
final class StepLine {

    private static final int MAX_EDITS = 24;
    private static final int MAX_UNCHANGED = 60;
    private static final int MAX_CHANGED = 80;

    private final NormalizationStep step;

    StepLine(NormalizationStep step) {
        this.step = step;
    }

    Html html() {
        Html line = Html.element("span").style(TokenChips.MONOSPACE);
        int done = 0;
        for (TextEdit edit : step.edits().subList(0, shownEdits())) {
            line.add(unchanged(new Span(done, edit.before().start())));
            if (!edit.before().isEmpty()) {
                line.add(Html.element("del")
                        .style(Hue.VERMILION.tint() + "text-decoration:line-through")
                        .text(changed(edit.before().of(step.before()))));
            }
            if (!edit.after().isEmpty()) {
                line.add(Html.element("ins")
                        .style(Hue.BLUE.tint() + "text-decoration:underline")
                        .text(changed(edit.after().of(step.after()))));
            }
            done = edit.before().end();
        }
        int more = step.edits().size() - shownEdits();
        if (more > 0) {
            return line.add(Html.element("span").style("opacity:0.7").text(" … " + Words.count(more, "more change")));
        }
        return line.add(unchanged(new Span(done, step.before().length())));
    }

    /** The same without colours: {@code [-what went-]{+what came+}}. */
    String text() {
        StringBuilder line = new StringBuilder();
        int done = 0;
        for (TextEdit edit : step.edits().subList(0, shownEdits())) {
            line.append(excerpt(new Span(done, edit.before().start())));
            if (!edit.before().isEmpty()) {
                line.append("[-")
                        .append(changed(edit.before().of(step.before())))
                        .append("-]");
            }
            if (!edit.after().isEmpty()) {
                line.append("{+").append(changed(edit.after().of(step.after()))).append("+}");
            }
            done = edit.before().end();
        }
        int more = step.edits().size() - shownEdits();
        return more > 0
                ? line + " … " + Words.count(more, "more change")
                : line + excerpt(new Span(done, step.before().length()));
    }

    private int shownEdits() {
        return Math.min(MAX_EDITS, step.edits().size());
    }

    private Html unchanged(Span span) {
        return Html.element("span").text(excerpt(span));
    }

    private String excerpt(Span span) {
        return Excerpt.middleLeftOut(TextNormalizer.readable(span.of(step.before())), MAX_UNCHANGED);
    }

    private static String changed(String text) {
        return Excerpt.middleLeftOut(Excerpt.visibleBlanks(TextNormalizer.readable(text)), MAX_CHANGED);
    }
}
