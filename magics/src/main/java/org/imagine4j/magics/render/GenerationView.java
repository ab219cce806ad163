package org.imagine4j.magics.render;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Generation;
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
        return text.toString();
    }

    @Override
    public String html() {
        return Frame.around(
                        new Grid(shown().stream().map(Picture::of).toList()).html(), Frame.caption(status(), facts()))
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
