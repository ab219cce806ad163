package org.imagine4j.inference.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From ids back to text. */
class PieceTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private BpeTokenizer tokenizer;

    @BeforeEach
    void read() throws IOException {
        tokenizer = BpeTokenizer.read(GOLDEN.resolve("vocab.json"), GOLDEN.resolve("merges.txt"));
    }

    @Test
    void thePiecesOfATextMakeTheText() {
        String text = " an armchair, in the shape of an avocado's 12 ~\u0007\u007f";
        int[] ids = tokenizer.encode(text, 64);
        assertThat(Arrays.stream(ids, 1, ids.length - 1)
                        .mapToObj(tokenizer::piece)
                        .collect(Collectors.joining()))
                .isEqualTo(text);
        assertThat(tokenizer.piece(ids[0])).isEqualTo("<s>");
        assertThat(tokenizer.piece(ids[ids.length - 1])).isEqualTo("</s>");
    }

    @Test
    void idsThatDoNotExistAreRefused() {
        assertThatThrownBy(() -> tokenizer.piece(1 << 20))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Text token 1048576");
    }
}
