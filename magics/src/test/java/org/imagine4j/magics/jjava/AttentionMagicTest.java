package org.imagine4j.magics.jjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.imagine4j.inference.Generation;
import org.imagine4j.inference.inspection.Inspection;
import org.imagine4j.inference.inspection.Word;
import org.imagine4j.magics.Prompt;
import org.imagine4j.magics.UsageException;
import org.imagine4j.magics.attention.AttentionMaps;
import org.imagine4j.magics.attention.EvidenceMaps;
import org.imagine4j.magics.attention.Heads;
import org.imagine4j.magics.attention.PatchMaps;
import org.imagine4j.magics.attention.TextMaps;
import org.imagine4j.magics.attention.WordMap;
import org.imagine4j.magics.attention.WordMaps;
import org.imagine4j.magics.magic.AttentionMagic;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tech.tablesaw.api.Table;

/** {@code %attention} in a kernel on JJava's base classes, with the bundled model. */
class AttentionMagicTest extends MagicTest {

    private static final int PATCHES = 256;

    private static Generation cat;
    private static Inspection inside;

    @BeforeAll
    static void draw() {
        cat = studio.prompts(List.of("a cat wearing a crown")).images(2).seed(7).run();
        inside = studio.ask(cat.artwork(0), pipeline -> {
            Inspection found = pipeline.inspect(cat.artwork(0));
            found.selfAttention(1);
            return found;
        });
    }

    @BeforeEach
    void declare() {
        kernel.variables().put("g", cat);
    }

    @Test
    void everyWordHasAMapWithTheNumbersOfTheInspection() throws Exception {
        WordMaps maps = (WordMaps) attention("g[0]");

        assertThat(maps.maps())
                .extracting(map -> map.word().text())
                .containsExactly("<s>", "a", "cat", "wearing", "a", "crown", "</s>");
        for (WordMap map : maps.maps()) {
            assertThat(map.map().toArray())
                    .isDeepEqualTo(inside.wordMap(map.word()).toArray());
        }
        for (int patch = 0; patch < PATCHES; patch++) {
            int here = patch;
            assertThat(maps.maps().stream()
                            .mapToDouble(map -> map.map().value(here / 16, here % 16))
                            .sum())
                    .isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void itIsShownOnceWithAPictureAMapAWordAndAButtonAPatch() throws Exception {
        WordMaps maps = (WordMaps) attention("g[0]");

        assertThat(kernel.displays()).hasSize(1);
        assertThat(count("class=\"p p\\d+\"")).isEqualTo(PATCHES);
        assertThat(count("alt=\"map of ")).isEqualTo(7);
        assertThat(shown())
                .contains("a cat wearing a crown", "&lt;s&gt;", "least", "most", "mean of all heads of all layers")
                .contains("On average " + Math.round(100 * maps.ends()) + " %")
                .doesNotContain("<script", "http:", "https:");
        assertThat(withoutNames(html(kernel.getRenderer().render(maps)))).isEqualTo(withoutNames(shown()));
        assertThat(text(last())).contains("crown: ", "most at row", "row 0: ", "row 7: ");
    }

    /** The numbers that a page shows when a patch is pointed at. */
    @Test
    void aPatchShowsItsOwnNumbers() throws Exception {
        attention("g[0]");

        String rule = match("\\.p11:hover\\)\\{([^}]*)}").group(1);
        assertThat(rule).contains("row 0, column 11");
        for (int i = 0; i < inside.words().size(); i++) {
            double share = inside.wordsOf(0, 11).get(i).share();
            assertThat(Pattern.compile("--b" + i + ":\"([0-9.]+) %\"")
                            .matcher(rule)
                            .results()
                            .map(found -> Double.valueOf(found.group(1)))
                            .toList())
                    .singleElement()
                    .satisfies(percent -> assertThat(percent).isCloseTo(100 * share, within(0.51)));
        }
    }

    @Test
    void layersAndHeadsAreChosen() throws Exception {
        WordMaps layer = (WordMaps) attention("g[0]", "--layer", "1");
        assertThat(shown()).contains("mean of all heads of layer 1");
        WordMaps head = (WordMaps) attention("g[0]", "--layer", "1", "--head", "4");
        assertThat(shown()).contains("head 4 of layer 1");

        Word crown = inside.word("crown").orElseThrow();
        assertThat(map(layer, "crown").map().toArray())
                .isDeepEqualTo(
                        inside.wordMap(crown, inside.crossAttention().layer(1).mean())
                                .toArray());
        assertThat(map(head, "crown").map().toArray())
                .isDeepEqualTo(
                        inside.wordMap(crown, inside.crossAttention().layer(1).head(4))
                                .toArray());
    }

    @Test
    void someWordsAlone() throws Exception {
        WordMaps maps = (WordMaps) attention("g[0]", "--word", "Cat,a");

        assertThat(maps.shown()).extracting(Word::text).containsExactly("a", "cat", "a");
        assertThat(maps.maps()).hasSize(7);
        assertThat(count("alt=\"map of ")).isEqualTo(3);
        assertThatThrownBy(() -> attention("g[0]", "--word", "dog"))
                .isInstanceOf(UsageException.class)
                .hasMessage("The model reads no word \"dog\" in the prompt.\nIt reads <s> a cat wearing crown </s>.");
    }

    @Test
    void theTableHasAllNumbers() throws Exception {
        Table table = attention("g[0]").table();

        assertThat(table.columnNames()).containsExactly("row", "column", "word", "token", "share");
        assertThat(table.rowCount()).isEqualTo(7 * PATCHES);
        assertThat(table.doubleColumn("share").sum()).isCloseTo(PATCHES, within(1e-3));
    }

    @Test
    void evidenceIsInNats() throws Exception {
        EvidenceMaps maps = (EvidenceMaps) attention("g[0]", "--evidence", "--word", "cat,crown");

        double[][] expected = studio.ask(cat.artwork(0), pipeline -> {
            Inspection again = pipeline.inspect(cat.artwork(0));
            return again.evidence(again.word("crown").orElseThrow()).toArray();
        });
        assertThat(maps.maps()).extracting(map -> map.word().text()).containsExactly("cat", "crown");
        assertThat(maps.maps().get(1).map().toArray()).isDeepEqualTo(expected);
        assertThat(maps.table().columnNames()).contains("nats");
        assertThat(shown()).contains("or less: against", "or more: for", "grayscale", "ten times");
        assertThat(count("alt=\"map of ")).isEqualTo(2);
        assertThatThrownBy(() -> attention("g[0]", "--evidence", "--word", "<s>"))
                .hasMessageContaining("It reads a cat wearing crown.");
    }

    @Test
    void aPatchLooksOnlyAtEarlierOnes() throws Exception {
        PatchMaps maps = (PatchMaps) attention("g[0]", "--self", "--layer", "1");

        float[][] expected = inside.selfAttention(1).mean().toArray();
        for (int patch = 0; patch < PATCHES; patch++) {
            double sum = maps.start(patch);
            for (int earlier = 0; earlier < PATCHES; earlier++) {
                sum += maps.share(patch, earlier);
            }
            assertThat(sum).isCloseTo(1, within(1e-5));
            assertThat(maps.share(patch, patch)).isZero();
        }
        assertThat(maps.share(20, 12)).isEqualTo(expected[20][13]);
        assertThat(maps.table().rowCount()).isEqualTo(PATCHES * (PATCHES + 1) / 2);
        assertThat(shown())
                .contains("mean of all heads of layer 1", "What a patch looked at", "row 7, column 7: most at");
        assertThat(count("class=\"p p\\d+\"")).isEqualTo(2 * PATCHES);
        assertThat(((PatchMaps) attention("g[0]", "--self")).heads()).isEqualTo(Heads.ofLayer(0));
    }

    @Test
    void wordsLookAtWords() throws Exception {
        TextMaps maps = (TextMaps) attention("g[0]", "--text", "--layer", "2");

        double[][] shares = maps.shares(maps.heads());
        assertThat(shares).hasNumberOfRows(7);
        for (double[] row : shares) {
            assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(1e-5));
        }
        assertThat(shares[5][2])
                .isCloseTo(inside.textAttention().layer(2).mean().weight(5, 2), within(1e-6));
        assertThat(maps.table().rowCount()).isEqualTo(49);
        assertThat(count("alt=\"layer \\d, head \\d\"")).isEqualTo(24);
        assertThat(count("3px solid rgb\\(240")).as("the heads of the layer").isEqualTo(8);
    }

    @Test
    void picturesAreNamedAsEverywhere(@TempDir Path folder) throws Exception {
        Path file = cat.artwork(1).save(folder.resolve("cat.png"));
        kernel.variables().put("one", cat.artwork(1));
        studio.prompts(List.of("a cat wearing a crown")).images(2).seed(7).run();

        for (String name : List.of("g[1]", "last[1]", file.toString(), "one")) {
            assertThat(attention(name).artwork().tokens())
                    .as(name)
                    .isEqualTo(cat.artwork(1).tokens());
        }
        assertThat(attention().artwork().tokens()).isEqualTo(cat.artwork(0).tokens());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "g[0] --layer 9|There is no layer 9.|0 to 6",
                "g[0] --layer 1 --head 8|There is no head 8.|0 to 7",
                "g[0] --layer -1|There is no layer -1.|0 to 6",
                "g[0] --head 3|Head 3 of which layer?|--layer 0 --head 3",
                "g[0] --layer x|--layer is x; it must be a whole number.|--layer: Only this layer",
                "g[0] --self --layer 7|There is no layer 7.|0 to 6",
                "g[0] --text --layer 3|There is no layer 3.|0 to 2",
                "g[0] --self --text|different views|one of them",
                "g[0] --self --word cat|--word has no meaning with --self.|Leave it out",
                "g[0] --evidence --layer 1|not about a layer|Leave out --layer",
                "g[7]|There is no g[7].|2 pictures",
                "nobody|\"nobody\" is neither|g[0]",
                "g[0] --laier 1|no option --laier|--layer"
            })
    void mistakesAnswerInTwoLines(String call) {
        String[] parts = call.split("\\|", -1);
        assertThatThrownBy(() -> attention(parts[0].split(" ", -1)))
                .isInstanceOf(UsageException.class)
                .hasMessageMatching(
                        "(?s)[^\n]*" + Pattern.quote(parts[1]) + "[^\n]*\n[^\n]*" + Pattern.quote(parts[2]) + "[^\n]*");
        assertThat(kernel.displays()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script> cat",
                "\"><img src=x onerror=alert(1)>",
                "}</style><script>alert(1)</script>",
                "$\\frac{1}{2}$ and \\(x\\)",
                "' onmouseover='alert(1)",
                "🐈‍⬛ 日本語 \u202eevil",
                "a"
            })
    void whateverWasThePromptIsSafe(String prompt) throws Exception {
        kernel.variables().put("h", hostile(prompt));
        for (String view : List.of("--layer=0", "--evidence", "--self", "--text")) {
            attention("h[0]", view);
            assertThat(shown())
                    .doesNotContain("<script", "<img src=x", "' onmouseover", "\" onerror")
                    .containsOnlyOnce("</style>");
            assertThat(shown().replaceAll("<[^>]*>", "|")).as("no formulas").doesNotContain("$\\", "\\(", "\\)");
            assertThat(count("<(?!img|input|/)[a-z]+")).isEqualTo(count("</[a-z]+"));
            assertThat(text(last())).isNotBlank();
        }
    }

    /** Of which the model reads a blank. */
    @Test
    void aPromptOfNothingShowsTheBlankThatIsRead() throws Exception {
        kernel.variables().put("h", hostile("."));

        WordMaps maps = (WordMaps) attention("h[0]");

        assertThat(maps.maps()).hasSize(3);
        assertThat(shown()).contains(">␣</bdi>");
        assertThat(text(last())).contains("␣: ");
    }

    @Test
    void viewsAreSmallAndHaveAPictureForThoseWhoShowNoHtml() throws Exception {
        for (String view : List.of("--layer=0", "--evidence", "--self", "--text")) {
            attention("g[0]", view);
            assertThat(shown().length()).as(view).isLessThan(250_000);
            BufferedImage sheet = ImageIO.read(new ByteArrayInputStream(
                    Base64.getMimeDecoder().decode(String.valueOf(last().getData(MIMEType.IMAGE_PNG)))));
            Set<Integer> colours = new HashSet<>();
            for (int x = 0; x < sheet.getWidth(); x += 3) {
                for (int y = 0; y < sheet.getHeight(); y += 3) {
                    colours.add(sheet.getRGB(x, y));
                }
            }
            assertThat(colours).as(view).hasSizeGreaterThan(10);
        }
    }

    @Test
    void severalViewsOnOnePageHaveNamesOfTheirOwn() throws Exception {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            attention("g[0]", "--word", "cat");
            names.add(match("name=\"([a-z0-9]+)p\"").group(1));
        }
        assertThat(names).hasSize(10);
    }

    @Test
    void kernelsLearnItsTypeAndWhatCanBeTyped() {
        assertThat(Arrays.toString(JJavaAttentionMagic.class.getGenericInterfaces()))
                .contains(AttentionMaps.class.getName());
        var spec = new CommandLine(new JJavaAttentionMagic(new AttentionMagic(studio))).getCommandSpec();
        assertThat(spec.findOption("--layer").completionCandidates())
                .containsExactly("0", "1", "2", "3", "4", "5", "6");
        assertThat(spec.findOption("--head").completionCandidates()).hasSize(8);
    }

    private static Generation hostile(String prompt) {
        return studio.draw(List.of(new Prompt(prompt, prompt)))
                .images(1)
                .seed(1)
                .run();
    }

    private static WordMap map(WordMaps maps, String word) {
        return maps.maps().stream()
                .filter(map -> map.word().text().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private AttentionMaps attention(String... args) throws Exception {
        return (AttentionMaps) kernel.line("attention", args);
    }

    private long count(String regex) {
        return Pattern.compile(regex).matcher(shown()).results().count();
    }

    private MatchResult match(String regex) {
        return Pattern.compile(regex).matcher(shown()).results().findFirst().orElseThrow();
    }

    private static String withoutNames(String html) {
        String name = Pattern.compile("name=\"([a-z0-9]+)p\"")
                .matcher(html)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        return html.replace(name, "");
    }
}
