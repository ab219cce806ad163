package org.imagine4j.magics.render;

import java.util.List;

/** What stands round every view: one figure with its caption below. */
final class Frame {

    /** Style of a picture's edge, which shows where a white picture ends on a white page. */
    static final String EDGE = "border:1px solid rgba(128,128,128,0.25);border-radius:6px;";

    private Frame() {}

    static Html around(List<Html> content, Html caption) {
        return Html.element("figure")
                .with("class", "imagine")
                .style("margin:4px 0 8px;padding:0;text-align:left")
                .addAll(content)
                .add(caption);
    }

    /** Facts in small print, the first of them more visible than the rest. */
    static Html caption(String status, List<String> facts) {
        Html caption =
                Html.element("figcaption").style("margin:0;font-size:0.9em;line-height:1.5;overflow-wrap:break-word");
        caption.add(Html.element("span").text(status));
        if (!facts.isEmpty()) {
            caption.add(Html.element("span").style("opacity:0.7").text(Words.DOT + String.join(Words.DOT, facts)));
        }
        return caption;
    }
}
