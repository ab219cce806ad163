package org.imagine4j.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imagine4j.inference.text.PromptTrace;
import org.imagine4j.inference.text.Span;
import org.imagine4j.inference.text.TextToken;
import org.imagine4j.magics.PromptTokens;
import org.imagine4j.models.ModelId;
import org.junit.jupiter.api.Test;

/** What the bundled model never comes to: its vocabulary has every byte. */
class TokensViewTest {

    private static final PromptTrace NOTHING = trace("", token(0, 0, "<s>", 0, 0), token(1, 2, "</s>", 0, 0));

    @Test
    void unknownPiecesAreSeen() {
        TokensView view = view(trace(
                "aqb",
                token(0, 0, "<s>", 0, 0),
                token(1, 5, "a", 0, 1),
                token(2, 3, "q", 1, 2),
                token(3, 6, "b", 2, 3),
                token(4, 2, "</s>", 3, 3)));

        assertThat(view.html()).contains("&lt;unk&gt; 3", "dashed", "One piece is not in the vocabulary");
        assertThat(view.text()).contains("q  <unk>", "One piece is not in the vocabulary");
    }

    @Test
    void whatEveryPieceKnowsIsNotWarnedOf() {
        TokensView view = view(trace("a", token(0, 0, "<s>", 0, 0), token(1, 5, "a", 0, 1), token(2, 2, "</s>", 1, 1)));

        assertThat(view.html()).doesNotContain("&lt;unk&gt;", "vocabulary");
    }

    private static TokensView view(PromptTrace prompt) {
        return new TokensView(
                new PromptTokens(new ModelId("mine", "1"), 64, prompt, NOTHING, Optional.empty(), Set.of()));
    }

    private static PromptTrace trace(String text, TextToken... tokens) {
        return new PromptTrace(text, List.of(), text, List.of(), List.of(tokens), List.of());
    }

    private static TextToken token(int position, int id, String symbol, int start, int end) {
        return new TextToken(position, id, symbol, new Span(start, end), new Span(start, end));
    }
}
