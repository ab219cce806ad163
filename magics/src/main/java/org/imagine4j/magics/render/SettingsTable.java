package org.imagine4j.magics.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.magics.Settings;

/**
 * Everything that determines a picture, one setting a line; of several pictures side by side, where lines that differ are
 * marked.
 *
 * @param names what the pictures are called
 * @param columns the settings of each, by name
 */
record SettingsTable(List<String> names, List<Map<String, String>> columns) {

    private static final String CELL =
            "text-align:left;vertical-align:top;padding:2px 16px 2px 0;" + "overflow-wrap:anywhere;";
    private static final String DIFFERENT = "background:rgba(230,120,0,0.16);font-weight:600;";

    static SettingsTable of(List<String> names, List<Artwork> artworks) {
        return new SettingsTable(
                names, artworks.stream().map(SettingsTable::settings).toList());
    }

    private static Map<String, String> settings(Artwork artwork) {
        Recipe recipe = artwork.recipe();
        TokenGrid tokens = artwork.tokens();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("prompt", recipe.prompt());
        if (!artwork.template().equals(recipe.prompt())) {
            settings.put("typed as", artwork.template());
        }
        if (!recipe.negativePrompt().isEmpty()) {
            settings.put("without", recipe.negativePrompt());
        }
        settings.put("model", recipe.model().toString());
        settings.put("precision", recipe.precision().toString());
        settings.put("seed", String.valueOf(recipe.seed()));
        settings.put("picture", String.valueOf(recipe.index()));
        settings.put("guidance", Settings.number(recipe.sampling().guidance()));
        settings.put("temperature", Settings.number(recipe.sampling().temperature()));
        settings.put(
                "top-k",
                recipe.sampling().topK() == 0
                        ? "all"
                        : String.valueOf(recipe.sampling().topK()));
        settings.put(
                "top-p",
                recipe.sampling().topP() == 1
                        ? "all"
                        : Settings.number(recipe.sampling().topP()));
        recipe.emphasis()
                .weights()
                .forEach((word, weight) -> settings.put("weight of “" + word + "”", Settings.number(weight)));
        PictureSize size = PictureSize.of(artwork);
        settings.put(
                "size",
                size.width() + "×" + size.height() + " pixels, " + tokens.columns() + "×" + tokens.rows() + " tokens");
        if (recipe.canvas().given() > 0) {
            settings.put(
                    "given",
                    recipe.canvas().given() + " of " + recipe.canvas().tokens().size() + " tokens");
        }
        if (!artwork.complete()) {
            settings.put("painted", tokens.rowsFilled() + " of " + tokens.rows() + " rows");
        }
        settings.put("log likelihood", String.format(Locale.ROOT, "%.1f", artwork.logLikelihood()));
        return settings;
    }

    Html html() {
        Html body = Html.element("tbody");
        if (names.size() > 1) {
            Html heading = Html.element("tr").add(Html.element("td").style(CELL));
            names.forEach(name -> heading.add(Html.element("th")
                    .with("scope", "col")
                    .style(CELL + "font-weight:600")
                    .text(name)));
            body.add(heading);
        }
        for (String setting : all()) {
            String style = differs(setting) ? CELL + DIFFERENT : CELL;
            Html line = Html.element("tr")
                    .add(Html.element("th")
                            .with("scope", "row")
                            .style(style + "white-space:nowrap;font-weight:400")
                            .add(Html.element("span").style("opacity:0.7").text(setting))
                            .text(differs(setting) ? " ≠" : ""));
            columns.forEach(column -> line.add(
                    Html.element("td").style(style).add(Html.element("bdi").text(column.getOrDefault(setting, "")))));
            body.add(line);
        }
        return Html.element("table")
                .style("border-collapse:collapse;margin:0 0 8px;font-size:0.95em;max-width:760px")
                .add(body);
    }

    /** A setting a line, different ones with an inequality sign. */
    String text() {
        return all().stream()
                .map(setting -> String.format("%-14s  %s", setting, value(setting)))
                .collect(Collectors.joining("\n"));
    }

    private String value(String setting) {
        List<String> values = new ArrayList<>();
        columns.forEach(column -> values.add(column.getOrDefault(setting, "-")));
        return differs(setting) ? String.join(" ≠ ", values) : values.get(0);
    }

    private Set<String> all() {
        Set<String> all = new LinkedHashSet<>();
        columns.forEach(column -> all.addAll(column.keySet()));
        return all;
    }

    private boolean differs(String setting) {
        return columns.stream()
                        .map(column -> column.getOrDefault(setting, ""))
                        .distinct()
                        .count()
                > 1;
    }
}
