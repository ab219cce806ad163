package org.imagine4j.magics.render;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.imagine4j.inference.text.BpeMerge;
import org.imagine4j.inference.text.BpeWord;
import org.imagine4j.inference.text.PromptTrace;

/** How the bytes of each word were merged: a line a word, each state with the rank of the merge that led there. */
final class MergeLines {

    private static final int MAX_WORDS = 40;
    private static final int MAX_MERGES = 24;
    private static final int MAX_SYMBOLS = 48;

    private final PromptTrace trace;

    MergeLines(PromptTrace trace) {
        this.trace = trace;
    }

    Html html() {
        Html list = Html.element("ol").style("list-style:none;margin:0 0 6px;padding:0");
        for (BpeWord word : words()) {
            Html line = Html.element("li")
                    .style("margin:0 0 4px;line-height:1.7;overflow-wrap:anywhere")
                    .add(symbols(word.symbolsAfter(0), ""));
            for (int i = 0; i < merges(word); i++) {
                BpeMerge merge = word.merges().get(i);
                line.add(Html.element("span")
                                .style("opacity:0.75;font-size:0.85em")
                                .text(" →" + rank(merge) + " "))
                        .add(symbols(word.symbolsAfter(i + 1), merge.merged()));
            }
            list.add(line.add(Html.element("span").style("opacity:0.75").text(more(word))));
        }
        return list;
    }

    List<String> text() {
        List<String> lines = new ArrayList<>();
        for (BpeWord word : words()) {
            StringBuilder line = new StringBuilder(visible(word.symbolsAfter(0)));
            for (int i = 0; i < merges(word); i++) {
                line.append(" →")
                        .append(rank(word.merges().get(i)))
                        .append(' ')
                        .append(visible(word.symbolsAfter(i + 1)));
            }
            lines.add(line.append(more(word)).toString());
        }
        return lines;
    }

    /** What is left out of the words; empty if nothing is. */
    String note() {
        int more = trace.words().size() - words().size();
        return more == 0 ? "" : "… " + Words.count(more, "more word");
    }

    private List<BpeWord> words() {
        return trace.words().subList(0, Math.min(MAX_WORDS, trace.words().size()));
    }

    private static int merges(BpeWord word) {
        return Math.min(MAX_MERGES, word.merges().size());
    }

    private static String more(BpeWord word) {
        int more = word.merges().size() - merges(word);
        return more == 0 ? "" : " … " + Words.count(more, "more merge");
    }

    private static String rank(BpeMerge merge) {
        return " #" + merge.rank();
    }

    private static Html symbols(List<String> symbols, String merged) {
        Html row = Html.element("span").style("white-space:nowrap");
        for (String symbol : symbols.subList(0, Math.min(MAX_SYMBOLS, symbols.size()))) {
            boolean fresh = symbol.equals(merged);
            row.add(Html.element("span")
                    .style("font-family:monospace;padding:0 3px;margin:0 1px;" + (fresh ? Hue.BLUE.css() : Hue.grey()))
                    .text(visible(symbol)));
        }
        return symbols.size() > MAX_SYMBOLS ? row.add(Html.element("span").text("…")) : row;
    }

    private static String visible(List<String> symbols) {
        return symbols.stream().limit(MAX_SYMBOLS).map(MergeLines::visible).collect(Collectors.joining(" "))
                + (symbols.size() > MAX_SYMBOLS ? " …" : "");
    }

    private static String visible(String symbol) {
        return symbol.replace('Ġ', '␣');
    }
}
