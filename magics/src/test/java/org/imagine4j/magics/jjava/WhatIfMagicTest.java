package org.imagine4j.magics.jjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Canvas;
import org.imagine4j.inference.Generation;
import org.imagine4j.magics.Alternative;
import org.imagine4j.magics.UsageException;
import org.imagine4j.magics.gallery.Comparison.Place;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

/** {@code %whatif} in a kernel on JJava's base classes, with the bundled model. */
class WhatIfMagicTest extends MagicTest {

    private static final String PROMPT = "a cat on a blue background";

    private static Generation cats;

    @BeforeAll
    static void draw() {
        cats = studio.prompts(List.of(PROMPT)).images(2).seed(7).run();
    }

    @BeforeEach
    void declare() {
        kernel.variables().put("g", cats);
    }

    @Test
    void anotherTokenIsPaintedAndNothingElseChanges() throws Exception {
        Alternative other = whatIf("g[1]", "--token", "3:4=120");

        assertThat(other.before()).isSameAs(cats.artwork(1));
        assertThat(other.after().tokens().token(3, 4)).isEqualTo(120);
        assertThat(other.comparison().differences()).containsExactly(new Place(3, 4));
        assertThat(other.after().png()).isNotEqualTo(other.before().png());
        int was = cats.artwork(1).tokens().token(3, 4);
        assertThat(shown())
                .contains("What if:", "token 120 instead of " + was + " in row 3, column 4")
                .contains("only the pixels painted anew", "1 of 256 tokens differ", "where they differ");
        assertThat(kernel.displays()).as("shown once").hasSize(1);
    }

    @Test
    void aPaintedAlternativeIsRemadeExactly() throws Exception {
        Artwork after = whatIf("g[0]", "--token", "0:0=5", "--token", "7:7=6").after();

        Artwork remade = studio.remake(after).run().artwork(0);
        assertThat(remade.tokens()).isEqualTo(after.tokens());
        assertThat(remade.png()).isEqualTo(after.png());
    }

    @Test
    void allThatFollowsIsDrawnAnewOnDemand() throws Exception {
        Alternative other = whatIf("g[0]", "--token", "3:4=120", "--redraw");

        List<Integer> before = tokens(other.before());
        List<Integer> after = tokens(other.after());
        assertThat(after.subList(0, 52)).isEqualTo(before.subList(0, 52));
        assertThat(after.get(52)).isEqualTo(120);
        Artwork expected = studio.remake(cats.artwork(0)).run().artwork(0);
        Canvas canvas = Canvas.of(expected.tokens()).openFrom(52).with(52, 120);
        assertThat(other.after().recipe()).isEqualTo(expected.recipe().withCanvas(canvas));
        assertThat(shown()).contains("drawn anew from row 3, column 5 on, with the same random numbers");

        Alternative same = whatIf("g[0]", "--token", "3:4=" + before.get(52), "--redraw");
        assertThat(same.after().tokens())
                .as("the same random numbers")
                .isEqualTo(same.before().tokens());
        assertThat(shown()).contains("the same to the last token");
    }

    @Test
    void aTokenFurtherOnIsForced() throws Exception {
        Alternative other = whatIf("g[0]", "--token", "2:0=7", "--token", "6:6=8", "--redraw");

        assertThat(other.after().tokens().token(2, 0)).isEqualTo(7);
        assertThat(other.after().tokens().token(6, 6)).isEqualTo(8);
    }

    @Test
    void aSwappedWordShowsWhereThePicturesPart() throws Exception {
        Alternative other = whatIf("g[0]", "--swap", "Cat=dog");

        assertThat(other.after().recipe().prompt()).isEqualTo("a dog on a blue background");
        assertThat(other.after().tokens())
                .isEqualTo(studio.prompts(List.of("a dog on a blue background"))
                        .images(1)
                        .seed(7)
                        .run()
                        .artwork(0)
                        .tokens());
        Place first = other.comparison().differences().get(0);
        assertThat(shown())
                .contains("“a dog on a blue background” instead of “a cat on a blue background”")
                .contains("the first in row " + first.row() + ", column " + first.column());
        Table table = other.table();
        assertThat(table.rowCount()).isEqualTo(other.comparison().differences().size());
        assertThat(table.row(0).getInt("row")).isEqualTo(first.row());
        assertThat(table.row(0).getInt("before")).isNotEqualTo(table.row(0).getInt("after"));
        assertThat(text(last())).contains("What if: “a dog", " of 256 tokens differ");
        assertThat(last().getData(MIMEType.IMAGE_PNG)).isNotNull();
    }

    @Test
    void goesOnFromARowWithAnotherPromptAndOtherSettings() throws Exception {
        Alternative other = whatIf("g[0]", "--from-row", "4", "--temperature", "2", "--prompt", "a dog");

        assertThat(tokens(other.after()).subList(0, 64))
                .isEqualTo(tokens(other.before()).subList(0, 64));
        assertThat(other.after().recipe().prompt()).isEqualTo("a dog");
        assertThat(other.after().recipe().sampling().temperature()).isEqualTo(2);
        assertThat(other.after().recipe().seed()).isEqualTo(7);
        assertThat(shown())
                .contains("temperature 2 instead of 1", "drawn anew from row 4, column 0 on", "64 of 256 tokens given");
        assertThat(studio.remake(other.after()).run().artwork(0).tokens())
                .isEqualTo(other.after().tokens());
        assertThat(studio.latest().orElseThrow().artwork(0).tokens())
                .isEqualTo(other.after().tokens());
    }

    @Test
    void anotherSeedSaysSo() throws Exception {
        whatIf("g[0]", "--from-row", "4", "--seed", "8");

        assertThat(shown()).contains("seed 8 instead of 7", "with other random numbers");
    }

    @Test
    void aWeightIsLabelledAsAnExperimentAndKept() throws Exception {
        Alternative other = whatIf("g[0]", "--weight", "blue=60", "--weight", "cat=0.5");

        assertThat(other.after().recipe().emphasis().weights()).isEqualTo(Map.of("blue", 60.0, "cat", 0.5));
        assertThat(other.after().tokens()).isNotEqualTo(other.before().tokens());
        assertThat(shown()).contains("“blue” × 60 (experimental)", "“cat” × 0.5 (experimental)");
        assertThat(studio.remake(other.after()).run().artwork(0).tokens())
                .isEqualTo(other.after().tokens());

        kernel.variables().put("w", other);
        Alternative swapped = whatIf("w", "--swap", "blue=red");
        assertThat(swapped.after().recipe().emphasis().weights()).isEqualTo(Map.of("red", 60.0, "cat", 0.5));
        assertThat(whatIf("w", "--prompt", "a cat").after().recipe().emphasis().weights())
                .isEqualTo(Map.of("cat", 0.5));
    }

    @Test
    void imagineTakesWeightsToo() throws Exception {
        Generation weighted = (Generation) kernel.line(
                "imagine", "-n", "2", "--seed", "7", "--weight", "blue=60", "a {cat|dog} on a blue background");

        assertThat(weighted.size()).isEqualTo(4);
        assertThat(weighted.artwork(0).tokens()).isNotEqualTo(cats.artwork(0).tokens());
        assertThat(weighted.artwork(3).recipe().emphasis().weights()).isEqualTo(Map.of("blue", 60.0));
        assertThat(shown()).contains("(experimental)");
        Generation one = (Generation) kernel.line(
                "imagine", "-n", "1", "--seed", "7", "--weight", "cat=2", "a {cat|dog} on a blue background");
        assertThat(one.artworks())
                .extracting(artwork -> artwork.recipe().emphasis().weights())
                .containsExactly(Map.of("cat", 2.0), Map.of());
    }

    @Test
    void whatIsTypedIsEscaped() throws Exception {
        whatIf("g[0]", "--prompt", "<script>alert(1)</script> $x$");

        assertThat(shown())
                .doesNotContain("<script>", "> $x$")
                .contains("&lt;script&gt;", "<span>$</span>x<span>$</span>");
    }

    @Test
    void javaAsksTheSame() {
        Alternative other = studio.whatIf(cats.artwork(0))
                .swap("cat", "dog")
                .with(request -> request.temperature(1))
                .run();
        assertThat(other.after().recipe().prompt()).isEqualTo("a dog on a blue background");
        assertThat(other.after().recipe().sampling().temperature()).isEqualTo(1);
        assertThat(other).hasToString(other.comparison().summary());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "g[0]",
                "g[0] --redraw",
                "g[0] --token 3:4",
                "g[0] --token 16:0=1",
                "g[0] --token 0:0=99999",
                "g[0] --from-row 16",
                "g[0] --swap cat",
                "g[0] --swap crown=hat",
                "g[0] --weight crown=2",
                "g[0] --weight cat",
                "g[0] --weight cat=-1",
                "g[0] --prompt {a|b}",
                "g[0] --temperature -1",
                "g[9] --swap cat=dog",
                "nothing --swap cat=dog",
                "g[0] --swop cat=dog"
            })
    void mistakesAreAnsweredInTwoLines(String typed) {
        assertThatThrownBy(() -> whatIf(typed.split(" ")))
                .isInstanceOf(UsageException.class)
                .hasMessageMatching("[^\\n]+\\n[^\\n]+");
    }

    @Test
    void anUnknownWordIsAnsweredWithThoseThatAreThere() {
        assertThatThrownBy(() -> whatIf("g[0]", "--weight", "crown=2"))
                .hasMessage("\"crown\" has a weight, but no prompt has it as the model reads it.\n"
                        + "The words are: a, cat, on, blue, background.");
        assertThatThrownBy(() -> whatIf("g[0]", "--swap", "crown=hat"))
                .hasMessageContaining("Its words: a, cat, on, blue, background.");
    }

    @Test
    void kernelsKnowTheTypeOfItsValueAndItsHelp() throws Exception {
        assertThat(Arrays.stream(JJavaWhatIfMagic.class.getGenericInterfaces())
                        .filter(ParameterizedType.class::isInstance)
                        .map(ParameterizedType.class::cast)
                        .filter(type -> type.getRawType() == LineMagic.class)
                        .map(type -> type.getActualTypeArguments()[0]))
                .containsExactly(Alternative.class);
        assertThat(kernel.line("whatif", "--help")).isNull();
        assertThat(shown()).contains("--from-row", "--swap", "EXPERIMENTAL", "--weight WORD=W");
    }

    private Alternative whatIf(String... arguments) throws Exception {
        List<String> typed =
                Arrays.stream(arguments).filter(word -> !word.isEmpty()).toList();
        return (Alternative) kernel.line("whatif", typed.toArray(String[]::new));
    }

    private static List<Integer> tokens(Artwork artwork) {
        return IntStream.of(artwork.tokens().toArray()).boxed().toList();
    }
}
