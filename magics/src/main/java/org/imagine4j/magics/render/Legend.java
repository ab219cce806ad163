package org.imagine4j.magics.render;

import java.util.function.DoubleFunction;

/** A heat map's colours with numbers, and what they mean. */
final class Legend {

    private Legend() {}

    /**
     * The legend.
     *
     * @param number how its numbers are written
     */
    static Html of(ColorScale scale, String meaning, DoubleFunction<String> number) {
        return Html.element("figcaption")
                .style("margin:4px 0 0;font-size:0.85em;line-height:1.35")
                .add(Html.element("div").style("height:8px;border-radius:2px;background:" + ColorScale.gradient()))
                .add(Html.element("div")
                        .style("display:flex;justify-content:space-between")
                        .add(Html.element("span").text(number.apply(scale.low()) + " "))
                        .add(Html.element("span").text(number.apply(scale.middle()) + " "))
                        .add(Html.element("span").text(number.apply(scale.high()))))
                .add(Html.element("div").style("opacity:0.8").text(meaning));
    }
}
