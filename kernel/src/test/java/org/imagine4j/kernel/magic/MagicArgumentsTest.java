package org.imagine4j.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MagicArgumentsTest {
    @Test
    void splitsAtBlanksOutsideQuotes() {
        assertThat(MagicArguments.split("  a \t b  ")).containsExactly("a", "b");
        assertThat(MagicArguments.split("--seed 7 \"a cat\" x")).containsExactly("--seed", "7", "a cat", "x");
        assertThat(MagicArguments.split("--name=\"a b\"")).containsExactly("--name=a b");
        assertThat(MagicArguments.split("\"\"")).containsExactly("");
        assertThat(MagicArguments.split("")).isEmpty();
    }

    @Test
    void backslashesEscapeQuotesAndThemselves() {
        assertThat(MagicArguments.split("\\\"a \\\\ \"b \\\" c\"")).containsExactly("\"a", "\\", "b \" c");
        assertThat(MagicArguments.split("C:\\images\\x.png")).containsExactly("C:\\images\\x.png");
    }

    @Test
    void anOpenQuoteEndsWithTheLine() {
        assertThat(MagicArguments.split("a 5\" nail")).containsExactly("a", "5 nail");
    }

    @Test
    void cellMagicsHaveABody() {
        CellMagicCall call =
                CellMagicCall.parse("%%draw -n 4 \"a b\"\none\ntwo").orElseThrow();
        assertThat(call).isEqualTo(new CellMagicCall("draw", "-n 4 \"a b\"", "one\ntwo"));
        assertThat(CellMagicCall.parse("\n%%draw").orElseThrow().body()).isEmpty();
        assertThat(CellMagicCall.parse("%draw a")).isEmpty();
        assertThat(CellMagicCall.parse("int x;\n%%draw")).isEmpty();
    }
}
