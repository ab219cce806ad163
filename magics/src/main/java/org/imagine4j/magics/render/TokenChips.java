package org.imagine4j.magics.render;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imagine4j.inference.text.PromptTrace;
import org.imagine4j.inference.text.Span;
import org.imagine4j.inference.text.TextToken;
import org.imagine4j.magics.Aligned;

/** Tokens as little cards, and as coloured parts of the text they come from; the numbers say which is which. */
final class TokenChips {

    static final String MONOSPACE = "font-family:monospace;font-size:1em;white-space:pre-wrap;overflow-wrap:anywhere;";
    private static final String SMALL = "font-size:0.78em;line-height:1.35;opacity:0.8;padding:0 2px;";
    private static final String ROW =
            "list-style:none;display:flex;flex-wrap:wrap;gap:6px;padding:0;margin:0 0 6px;align-items:flex-start";
    private static final String BOX =
            "display:flex;flex-direction:column;align-items:center;margin:0;padding:2px 6px;border-radius:3px 3px 0 0;"
                    + "line-height:1.4;box-sizing:border-box;min-width:2.6em;";
    private static final String UNKNOWN = "outline:2px dashed rgb(213,94,0);outline-offset:1px;";
    private static final int MAX_PIECE = 40;
    private static final int MAX_CUT = 240;
    private static final int MAX_PART = 300;

    private TokenChips() {}

    /** What the model reads: each token with its number, its text, its id and where it stands in the normalised text. */
    static Html read(PromptTrace trace) {
        Html list = Html.element("ol").style(ROW);
        trace.tokens()
                .forEach(token -> list.add(Html.element("li")
                        .style("margin:0")
                        .add(chip(token, token, trace)
                                .add(small(
                                        token.special()
                                                ? "\u00a0"
                                                : token.text().start() + "–"
                                                        + token.text().end())))));
        return list;
    }

    /**
     * The prompt as it was typed, each part in the colour of its tokens, their numbers below it. What became no token is
     * faint, what the model does not read is struck through.
     */
    static Html prompt(PromptTrace trace) {
        Html line = Html.element("div")
                .with("dir", direction(trace.prompt()))
                .style("line-height:1.5;white-space:pre-wrap;overflow-wrap:anywhere;margin:0 0 6px;display:flex;"
                        + "flex-wrap:wrap;align-items:flex-start");
        int done = 0;
        for (Part part : parts(trace)) {
            line.add(faint(trace.prompt().substring(done, part.span().start()))).add(coloured(part, trace.prompt()));
            done = part.span().end();
        }
        String rest = trace.prompt().substring(done);
        return line.add(trace.cut().isEmpty() ? faint(rest) : cut(Excerpt.beginning(rest, MAX_CUT)));
    }

    /** In which direction the prompt's writing goes, so that its parts stand in the order in which they are read. */
    private static String direction(String text) {
        return new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight() ? "ltr" : "rtl";
    }

    /** Two prompts' tokens, one above the other; where they differ there is a frame round both. */
    static Html compared(List<Aligned> pairs, PromptTrace above, PromptTrace below) {
        Html list = Html.element("ol").style(ROW);
        for (Aligned pair : pairs) {
            Html item = Html.element("li")
                    .with("title", pair.same() ? "the same" : "different")
                    .style("margin:0;padding:3px;display:flex;flex-direction:column;gap:4px;border-radius:4px;"
                            + (pair.same()
                                    ? "opacity:0.75;border:2px solid transparent"
                                    : "border:2px solid rgb(213,94,0)"));
            Optional<TextToken> hued = pair.same() ? pair.left() : pair.right();
            list.add(item.add(compared(pair.left(), pair.left(), above)).add(compared(pair.right(), hued, below)));
        }
        return list;
    }

    /** @param hued the token whose colour it gets: the same above and below where the model reads the same */
    private static Html compared(Optional<TextToken> token, Optional<TextToken> hued, PromptTrace trace) {
        return token.map(present -> chip(present, hued.orElse(present), trace)).orElseGet(() -> Html.element("div")
                .style(BOX + Hue.grey())
                .add(small("\u00a0"))
                .add(Html.element("span").style(MONOSPACE).text("–"))
                .add(small("none")));
    }

    /** The text of a token, with blanks that can be seen. */
    static String text(TextToken token, PromptTrace trace) {
        if (token.special()) {
            return token.symbol();
        }
        String text = token.text().of(trace.text());
        return Excerpt.beginning(text.isEmpty() ? token.symbol() : Excerpt.visibleBlanks(text), MAX_PIECE);
    }

    private static Html chip(TextToken token, TextToken hued, PromptTrace trace) {
        String look = token.special() ? Hue.grey() : Hue.of(hued.position()).css();
        return Html.element("div")
                .style(BOX + look + (token.unknown() ? UNKNOWN : ""))
                .add(small(String.valueOf(token.position())))
                .add(Html.element("bdi").style(MONOSPACE + "font-weight:600").text(text(token, trace)))
                .add(small(token.unknown() ? "<unk> " + token.id() : "id " + token.id()));
    }

    private static Html small(String text) {
        return Html.element("span").with("dir", "ltr").style(SMALL).text(text);
    }

    private static Html coloured(Part part, String prompt) {
        String numbers = part.first() == part.last() ? String.valueOf(part.first()) : part.first() + "–" + part.last();
        return Html.element("span")
                .style("display:inline-flex;flex-direction:column;align-items:center;margin:0 1px 0 0;max-width:100%")
                .add(Html.element("bdi")
                        .style("padding:0 1px;max-width:100%;"
                                + Hue.of(part.first()).css())
                        .text(Excerpt.middleLeftOut(part.span().of(prompt), MAX_PART)))
                .add(small(numbers));
    }

    private static Html faint(String text) {
        Html faint = Html.element("span").text(Excerpt.middleLeftOut(text, MAX_PART));
        return text.isBlank()
                ? faint
                : faint.with("title", "becomes no token").style("opacity:0.6;border-bottom:1px dotted;max-width:100%");
    }

    private static Html cut(String text) {
        return Html.element("del").style("opacity:0.7;max-width:100%").text(text);
    }

    /** A part of the prompt, and the positions of the tokens that it became. */
    private record Part(Span span, int first, int last) {}

    /** Tokens of the same origin together; tokens of no origin are left out. */
    private static List<Part> parts(PromptTrace trace) {
        List<Part> parts = new ArrayList<>();
        for (TextToken token : trace.tokens()) {
            Span span = token.prompt();
            if (token.special() || span.isEmpty()) {
                continue;
            }
            Part last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
            if (last != null && span.start() < last.span().end()) {
                Span both = new Span(
                        Math.min(last.span().start(), span.start()),
                        Math.max(last.span().end(), span.end()));
                parts.set(parts.size() - 1, new Part(both, last.first(), token.position()));
            } else {
                parts.add(new Part(span, token.position(), token.position()));
            }
        }
        return parts;
    }
}
