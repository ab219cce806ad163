package org.imagine4j.magics.jjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Generation;
import org.imagine4j.inference.inspection.Inspection;
import org.imagine4j.inference.inspection.LogitLens;
import org.imagine4j.inference.inspection.PositionOdds;
import org.imagine4j.inference.inspection.Stage;
import org.imagine4j.magics.Atlas;
import org.imagine4j.magics.ImageTokens;
import org.imagine4j.magics.Lens;
import org.imagine4j.magics.Prompt;
import org.imagine4j.magics.PromptTokens;
import org.imagine4j.magics.TokenMeasure;
import org.imagine4j.magics.Tokens;
import org.imagine4j.magics.UsageException;
import org.imagine4j.magics.magic.Defaults;
import org.imagine4j.magics.magic.TokensMagic;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import picocli.CommandLine;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** {@code %tokens g[0]}, {@code %lens} and {@code %codebook} in a kernel on JJava's base classes, with the bundled model. */
class ImageTokensMagicTest extends MagicTest {

    private static final int PLACES = 256;

    private static Generation drawn;

    @BeforeAll
    static void draw() {
        drawn = drawTwo();
    }

    private static Generation drawTwo() {
        return studio.prompts(List.of("a cat on a blue background"))
                .images(2)
                .seed(7)
                .run();
    }

    @BeforeEach
    void declare() {
        kernel.variables().put("g", drawn);
    }

    @Test
    void theTableAgreesWithTheInspection() throws Exception {
        Inspection inspection = studio.ask(drawn.artwork(0), pipeline -> pipeline.inspect(drawn.artwork(0)));

        Table table = tokens("g[0]").table();

        assertThat(table.rowCount()).isEqualTo(PLACES);
        for (Row row : table) {
            PositionOdds odds = inspection.probabilities().at(row.getInt("row"), row.getInt("column"));
            assertThat(row.getInt("position")).isEqualTo(odds.position());
            assertThat(row.getInt("token")).isEqualTo(drawn.artwork(0).tokens().token(odds.row(), odds.column()));
            close(row, "probability", odds.conditional().probability());
            close(row, "probability unconditional", odds.unconditional().probability());
            close(row, "probability guided", odds.guided().probability());
            close(row, "probability drawn", odds.drawn().probability());
            close(row, "entropy", odds.conditional().entropy());
            close(row, "surprise", odds.conditional().surprise());
            close(row, "guidance shift", odds.guidanceShift());
            close(row, "prompt evidence", odds.promptEvidence());
            assertThat(row.getInt("rank")).isEqualTo(odds.conditional().rank());
        }
    }

    @Test
    void candidatesAreThoseOfEveryStage() throws Exception {
        ImageTokens tokens = tokens("g[0]");

        Table candidates = tokens.candidates();

        assertThat(new HashSet<>(candidates.stringColumn("stage").asList()))
                .containsExactlyInAnyOrder("conditional", "unconditional", "guided", "drawn");
        assertThat(tokens.candidates(20, Stage.CONDITIONAL)).hasSize(5);
        assertThat(candidates.doubleColumn("probability").min()).isPositive();
        assertThat(tokens.patches().keySet())
                .as("what stands in the picture is painted")
                .containsAll(Arrays.stream(drawn.artwork(0).tokens().toArray())
                        .boxed()
                        .toList());
    }

    @Test
    void thePageHasEveryTokenWithItsDetails() throws Exception {
        ImageTokens tokens = tokens("g[0]");

        Document page = parse(shown());
        NodeList cells = page.getElementsByTagName("td");
        assertThat(cells.getLength()).isEqualTo(PLACES);
        for (int position = 0; position < PLACES; position++) {
            Element cell = (Element) cells.item(position);
            PositionOdds odds = tokens.positions().get(position);
            assertThat(cell.getAttribute("tabindex")).isEqualTo("0");
            assertThat(cell.getFirstChild().getTextContent()).isEqualTo(String.valueOf(odds.token()));
            Element details = (Element) cell.getLastChild();
            assertThat(details.hasAttribute("hidden"))
                    .as("hidden where styles are taken away")
                    .isTrue();
            assertThat(details.getAttribute("style")).isEqualTo("display:none");
            assertThat(details.getTextContent())
                    .contains(
                            "Token " + odds.token(),
                            "row " + odds.row() + ", column " + odds.column(),
                            "with the prompt",
                            "without the prompt",
                            "after guidance",
                            "after temperature, top-k and top-p");
        }
        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(shown()).contains("Least expected", "nats", "paint in order").doesNotContain("http");
        PositionOdds strange = tokens.positions().stream()
                .min(Comparator.comparingDouble(odds -> odds.conditional().probability()))
                .orElseThrow();
        assertThat(text(last()))
                .contains(
                        "entropy: ",
                        "Least expected: token %d in row %d, column %d"
                                .formatted(strange.token(), strange.row(), strange.column()))
                .containsPattern("\\n *%d +%d +%d "
                        .formatted(
                                tokens.positions().get(0).token(),
                                tokens.positions().get(1).token(),
                                tokens.positions().get(2).token()));
    }

    @Test
    void isShownOnceAndSmall() throws Exception {
        tokens("g[0]");

        assertThat(kernel.displays()).hasSize(1);
        assertThat(shown()).hasSizeLessThan(500_000);
    }

    @ParameterizedTest
    @EnumSource(TokenMeasure.class)
    void theMapThatIsAskedForIsShownFirst(TokenMeasure measure) throws Exception {
        ImageTokens tokens = tokens("--map", measure.word(), "last[0]");

        assertThat(tokens.map()).isEqualTo(measure);
        NodeList inputs = parse(shown()).getElementsByTagName("input");
        List<String> chosen = IntStream.range(0, inputs.getLength())
                .mapToObj(i -> (Element) inputs.item(i))
                .filter(input -> input.getAttribute("type").equals("radio") && input.hasAttribute("checked"))
                .map(input -> input.getAttribute("id"))
                .toList();
        assertThat(chosen).singleElement().asString().endsWith(measure.word());
        assertThat(tokens.map(measure).value(2, 3))
                .isEqualTo(measure.of(tokens.inspection().probabilities().at(2, 3)));
    }

    @Test
    void viewsDoNotDisturbEachOther() throws Exception {
        tokens("g[0]");
        Set<String> ids = ids(shown());
        tokens("g[0]");

        assertThat(ids).isNotEmpty().doesNotContainAnyElementsOf(ids(shown()));
        Pattern rule = Pattern.compile("(?<=[{}])[^{}@]+(?=\\{)");
        String css = parse(shown()).getElementsByTagName("style").item(0).getTextContent();
        assertThat(rule.matcher("}" + css.replaceAll("@keyframes.*", ""))
                        .results()
                        .flatMap(match -> Arrays.stream(match.group().split(","))))
                .allMatch(selector -> selector.startsWith("#t"));
    }

    @Test
    void thereIsAPictureForThoseWhoSeeNoStyles() throws Exception {
        tokens("g[0]");
        BufferedImage sheet = png(last());
        assertThat(sheet.getWidth()).isGreaterThan(900);
        // A corner of the picture and, beside it, the map of probability: its first token is almost certain, so yellow.
        int yellow = sheet.getRGB(20 + 368 + 20 + 10, 30);
        assertThat(yellow >> 16 & 0xFF).isGreaterThan(200);
        assertThat(yellow & 0xFF).isLessThan(100);

        line("lens", "g[0]");
        assertThat(png(last()).getWidth()).isGreaterThan(600);
        line("codebook", "g[0]");
        assertThat(png(last()).getWidth()).isGreaterThan(600);
    }

    @Test
    void picturesAreNamedInManyWaysAndPromptsStayPrompts(@TempDir Path folder) throws Exception {
        drawTwo();
        Path file = drawn.artwork(1).save(folder.resolve("my cat.png"));
        kernel.variables().put("g.artwork(1)", drawn.artwork(1));
        kernel.variables().put("(cat)", drawn.artwork(1));
        kernel.variables().put("cat", drawn.artwork(1));

        for (String name : List.of("g[1]", "last[1]", file.toString(), "g.artwork(1)", "(cat)")) {
            assertThat(tokens(name).artwork().tokens())
                    .as(name)
                    .isEqualTo(drawn.artwork(1).tokens());
        }
        for (String prompt : List.of("cat", "(dog)", "mr.robot", "a cat [1]", "lasting", "e.g.")) {
            assertThat(kernel.line("tokens", prompt.split(" ")))
                    .as(prompt)
                    .isInstanceOfSatisfying(
                            PromptTokens.class,
                            tokens -> assertThat(tokens.prompt().prompt()).isEqualTo(prompt));
        }
    }

    @Test
    void whatIsSetForDrawingDoesNotDisturb() throws Exception {
        kernel.line("imagine_defaults", "--negative", "a dog");

        assertThat(tokens("g[0]").positions()).hasSize(PLACES);
    }

    @Test
    void valuesKnowWhatTheyAre() throws Exception {
        Tokens picture = tokens("g[0]");
        Tokens prompt = (Tokens) kernel.line("tokens", "a", "cat");

        assertThat(picture.ofPicture()).isSameAs(picture);
        assertThat(prompt.ofPrompt()).isSameAs(prompt);
        assertThatThrownBy(picture::ofPrompt).isInstanceOf(UsageException.class).hasMessageContaining("of a picture");
        assertThatThrownBy(prompt::ofPicture).isInstanceOf(UsageException.class).hasMessageContaining("of a prompt");
        assertThat(((ImageTokens) picture).chart().getSeriesMap()).containsOnlyKeys("surprise", "entropy");
    }

    @Test
    void theLensShowsEveryLayer() throws Exception {
        LogitLens lens = studio.ask(
                drawn.artwork(0), pipeline -> pipeline.inspect(drawn.artwork(0)).logitLens());

        Lens shown = (Lens) line("lens", "g[0]");

        assertThat(shown.layers()).isEqualTo(lens.layers().size()).isGreaterThan(2);
        assertThat(shown.lens().choices()).isEqualTo(lens.choices());
        assertThat(shown.pictures()).hasSize(shown.layers());
        assertThat(shown.asDrawn(shown.layers() - 1)).isGreaterThan(shown.asDrawn(0));
        Table table = shown.table();
        assertThat(table.rowCount()).isEqualTo(shown.layers());
        assertThat(table.doubleColumn("confidence").get(0))
                .isCloseTo(lens.layer(0).confidence().sum() / PLACES, within(1e-9));
        assertThat(shown.choices().rowCount()).isEqualTo(shown.layers() * PLACES);
        NodeList images = parse(shown()).getElementsByTagName("img");
        assertThat(images.getLength()).isEqualTo(2 * shown.layers() + 1);
        assertThat(shown()).contains("after layer 1", "as drawn", "how sure").hasSizeLessThan(400_000);
        assertThat(text(last())).contains("after layer 1: how sure");
    }

    @Test
    void theAtlasCountsWhatAPictureUses() throws Exception {
        Atlas atlas = (Atlas) line("codebook", "g[0]");

        int[] tokens = drawn.artwork(0).tokens().toArray();
        List<Integer> most = IntStream.of(tokens)
                .boxed()
                .collect(Collectors.groupingBy(token -> token, Collectors.summingInt(token -> 1)))
                .values()
                .stream()
                .sorted(Comparator.reverseOrder())
                .limit(Atlas.MAX_CODES)
                .toList();
        assertThat(atlas.entries())
                .extracting(entry -> entry.uses().orElseThrow())
                .isEqualTo(most);
        for (Atlas.Entry entry : atlas.entries()) {
            assertThat(entry.uses().orElseThrow())
                    .isEqualTo(Arrays.stream(tokens)
                            .filter(token -> token == entry.code())
                            .count());
        }
        assertThat(atlas.table().intColumn("uses").max())
                .isEqualTo(atlas.entries().get(0).uses().orElseThrow());
        assertThat(shown()).contains("a cat on a blue background", "×");
        drawTwo();
        assertThat(((Atlas) line("codebook", "g")).title()).contains("2 pictures");
        assertThat(((Atlas) line("codebook")).title()).contains("2 pictures");
    }

    @Test
    void aCodeStandsBesideItsNeighbours() throws Exception {
        Atlas atlas = (Atlas) line("codebook", "17");

        assertThat(atlas.entries()).hasSize(17);
        assertThat(atlas.entries().get(0).code()).isEqualTo(17);
        assertThat(atlas.entries())
                .extracting(entry -> entry.distance().orElseThrow())
                .isSorted();
        Table distances = atlas.distanceTable();
        assertThat(distances.columnNames()).hasSize(18).startsWith("code", "17");
        assertThat(distances.doubleColumn("17").asDoubleArray())
                .containsExactly(atlas.entries().stream()
                        .mapToDouble(entry -> entry.distance().orElseThrow())
                        .toArray());
        assertThat(shown()).contains("Code 17 and the 16 nearest to it");

        assertThat(((Atlas) line("codebook", "64-127")).entries()).hasSize(64);
        assertThat(shown()).hasSizeLessThan(200_000);
    }

    @Test
    void mistakesAnswerInTwoLines() {
        fails("There is no g[7].", "tokens", "g[7]");
        fails("nothing[0]", "tokens", "nothing[0]");
        fails("There is no map of colour.", "tokens", "--map", "colour", "g[0]");
        fails("--map is for pictures", "tokens", "--map", "rank", "a", "cat");
        fails("--merges is for prompts", "tokens", "--merges", "g[0]");
        fails("There is no picture to look at.", "lens");
        fails("is neither a picture's file nor a picture", "lens", "a", "cat");
        fails("There is no code 99999.", "codebook", "99999");
        fails("There are no codes 9 to 3.", "codebook", "9-3");
        fails("65 codes are too many", "codebook", "0-64");
        fails("nobody", "codebook", "--model", "nobody", "3");
        assertThat(kernel.displays()).isEmpty();
    }

    @Test
    void picturesWithoutTokensAndLargerOnesSayWhy() throws Exception {
        kernel.variables().put("(image)", new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB));
        fails("(image) does not say how it was made.", "tokens", "(image)");
        Generation wide = studio.prompts(List.of("a cat"))
                .images(1)
                .size(256, 128)
                .seed(1)
                .run();
        kernel.variables().put("wide", wide);
        fails("16×16 at once", "tokens", "wide[0]");
        fails("16×16 at once", "lens", "wide[0]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script><img src=x onerror=alert(1)>",
                "</style></figure><h1>$\\frac{1}{2}$ \\(x\\)",
                "'\"`}{#x{color:red}",
                "\u202eevil \u05e2\u05d1\u05e8\u05d9\u05ea 👩‍👩‍👧‍👦"
            })
    void whateverThePromptIsItStaysText(String prompt) throws Exception {
        Artwork hostile = studio.draw(List.of(new Prompt(prompt, prompt)))
                .negative(prompt)
                .images(1)
                .seed(1)
                .run()
                .artwork(0);
        kernel.variables().put("h", hostile);

        for (List<String> typed : List.of(List.of("tokens", "(h)"), List.of("lens", "h"), List.of("codebook", "h"))) {
            kernel.variables().put("(h)", hostile);
            line(typed.get(0), typed.get(1));
            Document page = parse(shown());
            assertThat(page.getElementsByTagName("script").getLength()).isZero();
            assertThat(page.getElementsByTagName("h1").getLength()).isZero();
            NodeList images = page.getElementsByTagName("img");
            for (int i = 0; i < images.getLength(); i++) {
                assertThat(((Element) images.item(i)).getAttribute("src")).startsWith("data:image/");
            }
            assertThat(page.getElementsByTagName("bdi").item(0).getTextContent())
                    .contains(prompt);
        }
    }

    @Test
    void whatCanBeTypedIsDeclared() {
        assertThat(new CommandLine(new JJavaTokensMagic(new TokensMagic(studio, new Defaults())))
                        .getCommandSpec()
                        .findOption("--map")
                        .completionCandidates())
                .containsExactly("probability", "entropy", "surprise", "guidance", "rank");
        for (String name : List.of("lens", "codebook", "tokens")) {
            assertThat(helpOf(name)).contains("%" + name, "g[0]");
        }
    }

    private String helpOf(String name) {
        try {
            line(name, "--help");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return text(last());
    }

    private void fails(String reason, String name, String... args) {
        assertThatThrownBy(() -> line(name, args))
                .hasMessageContaining(reason)
                .message()
                .satisfies(message -> assertThat(message.lines()).hasSizeLessThanOrEqualTo(2));
    }

    private static void close(Row row, String column, double expected) {
        assertThat(row.getDouble(column)).as(column).isCloseTo(expected, within(1e-9));
    }

    private static Set<String> ids(String html) {
        return new HashSet<>(Pattern.compile(" (?:id|name)=\"([^\"]+)\"")
                .matcher(html)
                .results()
                .map(match -> match.group(1))
                .toList());
    }

    private static Document parse(String html) throws Exception {
        String xml = html.replaceAll("(<(?:img|br|input)\\b[^>]*)>", "$1/>");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private ImageTokens tokens(String... args) throws Exception {
        return (ImageTokens) line("tokens", args);
    }

    private Object line(String name, String... args) throws Exception {
        return kernel.line(name, args);
    }

    private static BufferedImage png(DisplayData data) throws Exception {
        byte[] bytes = Base64.getDecoder().decode(String.valueOf(data.getData(MIMEType.IMAGE_PNG)));
        return ImageIO.read(new ByteArrayInputStream(bytes));
    }
}
