package org.imagine4j.magics.render;

import java.util.List;

/**
 * A sentence with facts in small print behind it.
 *
 * @param sentence the sentence
 * @param facts the small print; may be empty
 */
public record NoteView(String sentence, List<String> facts) implements View {

    public NoteView {
        facts = List.copyOf(facts);
    }

    public NoteView(String sentence) {
        this(sentence, List.of());
    }

    @Override
    public String text() {
        return facts.isEmpty() ? sentence : sentence + Words.DOT + String.join(Words.DOT, facts);
    }

    @Override
    public String html() {
        return Frame.around(List.of(), Frame.caption(sentence, facts)).toString();
    }
}
