package org.imagine4j.magics.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imagine4j.magics.attention.EvidenceMaps;

/** What every word spoke for. */
public record EvidenceView(EvidenceMaps maps) implements View {

    private static final String STATUS = "What each word spoke for";

    @Override
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(maps.artwork().recipe().prompt());
        lines.addAll(panel().text());
        lines.add(STATUS + Words.DOT + String.join(Words.DOT, facts()));
        return String.join("\n", lines);
    }

    @Override
    public String html() {
        List<Html> content = new ArrayList<>(List.of(Grid.prompt(maps.artwork().recipe())));
        content.addAll(panel().html());
        return Frame.around(content, Frame.caption(STATUS, facts())).toString();
    }

    @Override
    public Optional<byte[]> png() {
        return Optional.of(panel().png());
    }

    private WordPanel panel() {
        return new WordPanel(maps.artwork(), maps.maps(), Measure.Nats.of(maps.maps()));
    }

    private List<String> facts() {
        return List.of(
                "in nats, the tokens before each being the same",
                "model " + maps.artwork().recipe().model().name(),
                "table() has all numbers");
    }
}
