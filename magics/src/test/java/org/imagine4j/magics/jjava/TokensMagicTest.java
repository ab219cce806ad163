package org.imagine4j.magics.jjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.imagine4j.magics.Aligned;
import org.imagine4j.magics.PromptTokens;
import org.imagine4j.magics.PromptTokens.Detail;
import org.imagine4j.magics.Tokens;
import org.imagine4j.magics.UsageException;
import org.imagine4j.magics.magic.Defaults;
import org.imagine4j.magics.magic.TokensMagic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tech.tablesaw.api.Table;

/** {@code %tokens} in a kernel on JJava's base classes, with the bundled model. */
class TokensMagicTest extends MagicTest {

    @Test
    void showsThePromptItsTokensAndWhatWasNormalised() throws Exception {
        PromptTokens tokens = tokens("A", "Cat", "on", "a", "Blue", "background");

        assertThat(tokens.tokens()).extracting(token -> token.symbol()).contains("<s>", "Ġcat", "Ġblue", "</s>");
        assertThat(shown())
                .contains("What the model reads", "␣cat", "lower case", "<del", ">A</del>", ">a</ins>", "&lt;s&gt;")
                .contains("unconditional lane", "nothing", "other steps changed nothing")
                .doesNotContain("changed nothing</span>", "Merges");
        assertThat(text(last())).contains("␣cat", "lower case: [-A-]{+a+}", "of at most");
    }

    @Test
    void isShownOnceByTheMagicAndLooksTheSameAsAValue() throws Exception {
        PromptTokens tokens = tokens("a", "cat");

        assertThat(kernel.displays()).hasSize(1);
        assertThat(html(kernel.getRenderer().render(tokens))).isEqualTo(shown());
    }

    @Test
    void mergesAndIdleStepsAreShownOnDemand() throws Exception {
        PromptTokens tokens = tokens("--merges", "--all", "a", "cat");

        assertThat(tokens.details()).containsExactlyInAnyOrder(Detail.MERGES, Detail.ALL_STEPS);
        assertThat(shown()).contains("Merges", "→ #", "changed nothing</span>", "web addresses");
        assertThat(tokens.merges().rowCount()).isPositive();
        assertThat(tokens.merges().intColumn("rank").min()).isNotNegative();
    }

    @Test
    void theNegativePromptTakesTheUnconditionalLane() throws Exception {
        PromptTokens tokens = tokens("--negative", "a red dog", "a", "cat");

        assertThat(tokens.unconditional().prompt()).isEqualTo("a red dog");
        assertThat(shown()).contains("the negative prompt", "␣dog");
        assertThat(tokens("a", "cat").unconditional().ids()).containsExactly(0, 2);
    }

    @Test
    void twoPromptsStandBesideEachOther() throws Exception {
        PromptTokens tokens = tokens("--with", "a blue cat", "a", "red", "cat", "on", "a", "blue", "background");

        List<Aligned> aligned = tokens.aligned();
        assertThat(aligned.get(0).same()).isTrue();
        assertThat(aligned).anyMatch(pair -> !pair.same());
        assertThat(aligned.get(aligned.size() - 1).same()).isTrue();
        assertThat(shown()).contains("Compared with", "a blue cat", "title=\"different\"", "places are the same");
        Table comparison = tokens.comparison();
        assertThat(comparison.rowCount()).isEqualTo(aligned.size());
        assertThat(comparison.intColumn("other id").countMissing()).isPositive();

        tokens("--with", "A CAT!", "a", "cat");
        assertThat(shown()).contains("to the model it is the same prompt");
    }

    @Test
    void choicesStandBesideEachOtherAndVariablesAreFilledIn() throws Exception {
        kernel.variables().put("animal", "cat");

        PromptTokens tokens = tokens("a", "{red|blue}", "{animal}");

        assertThat(tokens.prompt().prompt()).isEqualTo("a red cat");
        assertThat(tokens.other().orElseThrow().prompt()).isEqualTo("a blue cat");
        assertThatThrownBy(() -> tokens("a", "{nobody}")).hasMessageContaining("no such variable");
    }

    @Test
    void whatIsSetForDrawingIsSetForReading() throws Exception {
        kernel.line("imagine_defaults", "--negative", "a dog", "--grid", "2");

        assertThat(tokens("a", "cat").unconditional().prompt()).isEqualTo("a dog");
        assertThat(tokens("--negative", "text", "a", "cat").unconditional().prompt())
                .isEqualTo("text");
    }

    @Test
    void whatIsCutOffIsStruckThroughAndSaid() throws Exception {
        PromptTokens tokens = tokens("cat ".repeat(400));

        assertThat(tokens.tokens()).hasSize(tokens.maxLength());
        assertThat(shown())
                .contains("<del style", "The model reads at most " + tokens.maxLength() + " tokens", "are cut off");
    }

    @Test
    void valuesHaveTables() throws Exception {
        PromptTokens tokens = tokens("A", "cat");

        Table table = tokens.table();
        assertThat(table.columnNames())
                .containsExactly(
                        "position",
                        "id",
                        "piece",
                        "text",
                        "start",
                        "end",
                        "prompt",
                        "prompt start",
                        "prompt end",
                        "unknown");
        assertThat(table.intColumn("id").asObjectArray())
                .containsExactly(Arrays.stream(tokens.ids()).boxed().toArray(Integer[]::new));
        assertThat(String.join("", table.stringColumn("prompt").asList())).isEqualTo("A cat");
        assertThat(String.join("", table.stringColumn("text").asList())).isEqualTo(" a cat");
        assertThat(tokens.normalization().rowCount())
                .isEqualTo(tokens.prompt().steps().size());
        assertThat(html(kernel.getRenderer().render(table))).contains(">Tokens</caption>");
    }

    @Test
    void javaGivesTheSame() throws Exception {
        PromptTokens magic = tokens("--negative", "text", "a", "cat");

        assertThat(studio.prompts(List.of("a cat")).negative("text").tokens()).isEqualTo(magic);
        assertThat(magic.showing(Detail.MERGES).details()).containsExactly(Detail.MERGES);
    }

    @Test
    void mistakesAnswerInTwoLines() {
        assertThatThrownBy(() -> tokens())
                .isInstanceOf(UsageException.class)
                .hasMessage("There is no prompt to look at.\nType it behind %tokens, for example: %tokens a cat");
        assertThatThrownBy(() -> tokens("--model", "nobody", "a", "cat")).hasMessageContaining("nobody");
        assertThat(kernel.displays()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script><img src=x onerror=alert(1)>",
                "$\\frac{1}{2}$ and \\(x\\)",
                "\u202eevil \u05e2\u05d1\u05e8\u05d9\u05ea",
                "👩‍👩‍👧‍👦 🥑 👍🏽 🇫🇷",
                "\ud83e lone \udd51",
                "\0\u0007\uffff",
                "&lt;b&gt; &amp;amp;",
                "'\"`"
            })
    void whateverIsTypedIsSafe(String prompt) throws Exception {
        tokens("--merges", "--all", "--with", prompt, "--", prompt);

        assertThat(shown())
                .doesNotContain("<script", "<img", "onerror=\"", "$\\", "\\(x", "\ud83e<", "\0")
                .matches(html -> html.chars().filter(c -> c == '<').count()
                        == html.chars().filter(c -> c == '>').count());
        assertThat(text(last())).isNotBlank();
    }

    @Test
    void longPromptsStaySmall() throws Exception {
        for (String unit : List.of("x", "ab ", "🥑", "<b>", "é,", "qzjx1!", "A")) {
            String prompt = unit.repeat(10_000 / unit.length());
            tokens("--merges", "--all", "--with", prompt, prompt);
            assertThat(shown()).as(unit).hasSizeLessThan(400_000);
            assertThat(text(last())).as(unit).hasSizeLessThan(40_000);
        }
    }

    @Test
    void kernelsLearnItsTypeAndWhatCanBeTyped() {
        assertThat(Arrays.stream(JJavaTokensMagic.class.getGenericInterfaces())
                        .filter(ParameterizedType.class::isInstance)
                        .map(ParameterizedType.class::cast)
                        .filter(type -> type.getRawType() == LineMagic.class)
                        .map(type -> type.getActualTypeArguments()[0]))
                .containsExactly(Tokens.class);
        assertThat(new CommandLine(new JJavaTokensMagic(new TokensMagic(studio, new Defaults())))
                        .getCommandSpec()
                        .findOption("--model")
                        .completionCandidates())
                .contains("emoji-mini");
    }

    private PromptTokens tokens(String... args) throws Exception {
        return (PromptTokens) kernel.line("tokens", args);
    }
}
