package org.imagine4j.inference.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.imagine4j.inference.ranking.SmallScorer;
import org.imagine4j.inference.ranking.SmallScorer.Tokens;
import org.junit.jupiter.api.Test;

class CaptionTokenizerTest {

    private static final int MAX_LENGTH = 24;
    private static final int START = 622;
    private static final int END = 623;

    private final CaptionTokenizer tokenizer = read(MAX_LENGTH);

    private static CaptionTokenizer read(int maxLength) {
        try {
            return CaptionTokenizer.read(
                    SmallScorer.CHECKPOINT.resolve("vocab.json"),
                    SmallScorer.CHECKPOINT.resolve("merges.txt"),
                    maxLength);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void wildTextsAreReadAsByTransformers() throws IOException {
        for (Tokens tokens : SmallScorer.expected().tokens()) {
            assertThat(tokenizer.encode(tokens.text())).as(tokens.text()).containsExactly(tokens.ids());
        }
    }

    @Test
    void theTextEndsAtTheFirstEnd() {
        assertThat(tokenizer.endOf(tokenizer.encode("a cat"))).isEqualTo(3);
        assertThat(tokenizer.endOf(tokenizer.encode("a cat <|endoftext|> a dog")))
                .isEqualTo(3);
    }

    @Property
    void anyTextIsFramedAndFits(@ForAll @StringLength(max = 200) String text) {
        int[] ids = tokenizer.encode(text);
        assertThat(ids).hasSizeBetween(2, MAX_LENGTH).startsWith(START).endsWith(END);
        assertThat(Arrays.stream(ids)).allMatch(id -> id >= 0 && id <= END);
        assertThat(tokenizer.endOf(ids)).isBetween(1, ids.length - 1);
    }

    @Property
    void aShorterLimitCutsTheSameTokens(@ForAll @StringLength(max = 60) String text) {
        int[] all = read(1000).encode(text);
        int[] cut = tokenizer.encode(text);
        assertThat(cut).hasSize(Math.min(MAX_LENGTH, all.length));
        for (int i = 0; i < cut.length - 1; i++) {
            assertThat(cut[i]).isEqualTo(all[i]);
        }
    }

    @Property
    void blanksAroundWordsDoNotMatter(@ForAll @StringLength(max = 60) String text) {
        assertThat(tokenizer.encode(" \t" + text + "\n\n")).isEqualTo(tokenizer.encode(text));
    }
}
