package org.imagine4j.magics.render;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Generation;
import org.imagine4j.inference.ranking.Ranked;
import org.imagine4j.inference.runtime.Device;

/** The pictures of a run, finished or stopped. */
public record GenerationView(Generation generation) implements View {

    @Override
    public String text() {
        StringBuilder text = new StringBuilder();
        for (String prompt : prompts()) {
            text.append(prompt).append('\n');
        }
        text.append(status());
        facts().forEach(fact -> text.append(Words.DOT).append(fact));
        generation.ranking().ifPresent(ranking -> text.append("\nscores ")
                .append(ranking.pictures().stream().map(GenerationView::score).collect(Collectors.joining(", "))));
        return text.toString();
    }

    @Override
    public String html() {
        return Frame.around(
                        new Grid(shown().stream().map(Picture::of).toList(), scores()).html(),
                        Frame.caption(status(), facts()))
                .toString();
    }

    /** All pictures on one sheet. */
    @Override
    public Optional<byte[]> png() {
        return shown().isEmpty() ? Optional.empty() : Optional.of(ContactSheet.png(shown()));
    }

    /** Mosaics show all that the pictures would. */
    private List<Artwork> shown() {
        return generation.mosaics().isEmpty() ? generation.artworks() : generation.mosaics();
    }

    /** The score below each picture, if there are any. */
    private List<Html> scores() {
        return generation.ranking().stream()
                .flatMap(ranking -> ranking.pictures().stream())
                .map(ranked -> Html.element("div")
                        .style("margin:2px 0 0;font-size:0.85em;line-height:1.3;opacity:0.8;text-align:center")
                        .with(
                                "title",
                                String.format(
                                        Locale.ROOT,
                                        "CLIP score: 100 times the cosine of picture and prompt. Of the pictures of this prompt"
                                                + " the scorer would choose this one with %.0f %%.",
                                        100 * ranked.score().probability()))
                        .text("score " + score(ranked)))
                .toList();
    }

    private static String score(Ranked ranked) {
        return String.format(Locale.ROOT, "%.1f", ranked.score().clipScore());
    }

    private Set<String> prompts() {
        Set<String> prompts = new LinkedHashSet<>();
        for (Artwork artwork : generation.artworks()) {
            prompts.add(artwork.recipe().prompt());
        }
        return prompts;
    }

    /** The settings, where it ran unless that was the CPU, and what there is to say about that. */
    private List<String> facts() {
        List<String> facts = new ArrayList<>(settings());
        templates().forEach(template -> facts.add("from \"" + template + "\""));
        if (!generation.placement().device().equals(Device.CPU)) {
            facts.add("on " + generation.placement().device());
        }
        generation.placement().note().ifPresent(facts::add);
        generation.ranking().ifPresent(ranking -> facts.add("ranked by " + ranking.scorer()));
        facts.addAll(generation.notes());
        return facts;
    }

    private Set<String> templates() {
        Set<String> templates = new LinkedHashSet<>();
        for (Artwork artwork : generation.artworks()) {
            if (!artwork.template().equals(artwork.recipe().prompt())) {
                templates.add(artwork.template());
            }
        }
        return templates;
    }

    /** Recipes of one run differ in prompt and index only, so the first one speaks for all. */
    private List<String> settings() {
        return generation.artworks().stream()
                .findFirst()
                .map(Artwork::recipe)
                .map(Words::settings)
                .orElse(List.of());
    }

    private String status() {
        String time = Words.time(generation.timings().total());
        if (generation.finished()) {
            return Words.count(generation.size(), "picture") + " in " + time;
        }
        long whole = generation.artworks().stream().filter(Artwork::complete).count();
        long partly = generation.size() - whole;
        if (whole + partly == 0) {
            return "Stopped before the first row of any picture; nothing to keep";
        }
        String kept = whole == 0
                ? Words.count((int) partly, "partly painted picture")
                : Words.count((int) whole, "whole picture") + (partly == 0 ? "" : " and " + partly + " partly painted");
        return "Stopped after " + time + "; kept " + kept;
    }
}
