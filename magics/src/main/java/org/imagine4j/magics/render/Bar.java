package org.imagine4j.magics.render;

import java.util.Locale;

/** A bar that fills from the left. */
final class Bar {

    private Bar() {}

    /**
     * The bar.
     *
     * @param label what it measures, for those who cannot see it
     * @param done how much of it is filled, 0 to 1
     * @param width its greatest width in pixels
     */
    static Html of(String label, double done, int width) {
        String percent = String.format(Locale.ROOT, "%.1f", 100 * done);
        return Html.element("div")
                .with("role", "progressbar")
                .with("aria-label", label)
                .with("aria-valuenow", percent)
                .with("aria-valuemin", 0)
                .with("aria-valuemax", 100)
                .style("max-width:" + width + "px;margin:0 0 6px;border-radius:3px;background:rgba(128,128,128,0.25)")
                .add(Html.element("div")
                        .style("width:" + percent + "%;height:5px;border-radius:3px;background:rgb(66,133,244)"));
    }
}
