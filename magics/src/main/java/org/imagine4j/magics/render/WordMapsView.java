package org.imagine4j.magics.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imagine4j.magics.attention.WordMaps;

/** Which word made which patch. */
public record WordMapsView(WordMaps maps) implements View {

    @Override
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(maps.artwork().recipe().prompt());
        lines.addAll(panel().text());
        lines.add(ends());
        lines.add(status() + Words.DOT + String.join(Words.DOT, facts()));
        return String.join("\n", lines);
    }

    @Override
    public String html() {
        List<Html> content = new ArrayList<>(List.of(Grid.prompt(maps.artwork().recipe())));
        content.addAll(panel().html());
        content.add(Html.element("div").style("margin:0 0 6px;font-size:0.9em").text(ends()));
        return Frame.around(content, Frame.caption(status(), facts())).toString();
    }

    @Override
    public Optional<byte[]> png() {
        return Optional.of(panel().png());
    }

    private WordPanel panel() {
        return new WordPanel(maps.artwork(), maps.shownMaps(), Measure.Shares.of(maps.shownMaps()));
    }

    private String ends() {
        return "On average " + Measure.percent(maps.ends())
                + " of a patch's attention to the text rests on its ends <s> and </s>: heads look there that look at no"
                + " word. Of each patch all words and the ends make 100 %.";
    }

    private String status() {
        return "Where the decoder looked in the prompt";
    }

    private List<String> facts() {
        return List.of(
                maps.heads().toString(),
                "model " + maps.artwork().recipe().model().name(),
                "table() has all numbers");
    }
}
