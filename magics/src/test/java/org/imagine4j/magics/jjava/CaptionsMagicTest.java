package org.imagine4j.magics.jjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.imagine4j.inference.Generation;
import org.imagine4j.inference.inspection.CaptionScore;
import org.imagine4j.magics.Captions;
import org.imagine4j.magics.UsageException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

/** {@code %captions} in a kernel on JJava's base classes, with the bundled model. */
class CaptionsMagicTest extends MagicTest {

    private static final String PROMPT = "a cat on a blue background";

    private static Generation cats;

    @TempDir
    private Path folder;

    @BeforeAll
    static void draw() {
        cats = studio.prompts(List.of(PROMPT)).images(2).seed(7).run();
    }

    @BeforeEach
    void declare() {
        kernel.variables().put("g", cats);
    }

    @Test
    void thePictureSaysWhatItWasDrawnFrom() throws Exception {
        Captions captions = captions("g[0]", "a car on a red background", PROMPT, "a dog on a blue background");

        assertThat(captions.best().caption()).isEqualTo(PROMPT);
        assertThat(captions.scores())
                .extracting(CaptionScore::logLikelihood)
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(captions.scores().stream().mapToDouble(CaptionScore::share).sum())
                .isCloseTo(1, within(1e-9));
        assertThat(captions.best().logLikelihood()).isCloseTo(cats.artwork(0).logLikelihood(), within(1e-2));
        assertThat(captions).hasToString("\"" + PROMPT + "\" fits best of 3");
    }

    @Test
    void theTableHoldsTheNumbersThatAreShown() throws Exception {
        Captions captions = captions("g[1]", PROMPT, "a dog on a blue background");

        Table table = captions.table();
        assertThat(table.columnNames()).containsExactly("caption", "log-likelihood", "per token", "share");
        assertThat(table.stringColumn("caption").get(0)).isEqualTo(PROMPT);
        assertThat(table.doubleColumn("per token").get(0))
                .isCloseTo(table.doubleColumn("log-likelihood").get(0) / 256, within(1e-12));
        String number = String.format(Locale.ROOT, "%.1f", captions.best().logLikelihood());
        assertThat(shown()).contains("<img", PROMPT, ">" + number + "<", "256 tokens", "in nats");
        assertThat(text(last())).contains("log-likelihood", number);
        assertThat(kernel.displays()).as("shown once").hasSize(1);
    }

    @Test
    void aCellHasACaptionALine() throws Exception {
        Captions captions = (Captions) kernel.getMagicsRegistry()
                .evalCellMagic(kernel, "captions", List.of("g[0]"), "a tree\n\n" + PROMPT + "\na tree\n");

        assertThat(captions.scores()).extracting(CaptionScore::caption).containsExactly(PROMPT, "a tree");
    }

    @Test
    void choicesAndVariablesAreFilledIn() throws Exception {
        kernel.variables().put("colour", "blue");

        assertThat(captions("g[0]", "a {cat|dog} on a {colour} background").scores())
                .extracting(CaptionScore::caption)
                .containsExactlyInAnyOrder("a cat on a blue background", "a dog on a blue background");
    }

    @Test
    void aPictureOfTheUsersOwnIsReadThroughTheEncoder() throws Exception {
        BufferedImage circle = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = circle.createGraphics();
        graphics.setColor(new Color(212, 60, 56)); // the red that the model knows
        graphics.fillRect(0, 0, 300, 200);
        graphics.dispose();
        Path file = folder.resolve("own.png");
        ImageIO.write(circle, "png", file.toFile());

        Captions captions = captions(file.toString(), "a cat on a blue background", "a cat on a red background");

        assertThat(captions.best().caption()).isEqualTo("a cat on a red background");
        assertThat(captions.image().getWidth()).as("as the model sees it").isEqualTo(128);
        kernel.variables().put("own", circle);
        assertThat(captions("own", "a cat", "a dog").scores()).hasSize(2);
    }

    @Test
    void aSavedPictureIsScoredByItsOwnTokens() throws Exception {
        Path file = cats.artwork(0).save(folder.resolve("cat.png"));

        assertThat(captions(file.toString(), PROMPT).tokens())
                .isEqualTo(cats.artwork(0).tokens());
        assertThat(captions("g[0]", "--model", "emoji-mini", PROMPT).tokens())
                .isEqualTo(cats.artwork(0).tokens());
    }

    @Test
    void captionsAreEscaped() throws Exception {
        captions("g[0]", "<script>alert(1)</script>", "$x$");

        assertThat(shown()).doesNotContain("<script>", "$x$").contains("&lt;script&gt;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "g[0]", "g[7] cat", "nothing cat", "g[0] --modle x cat", "g[0] --model nobody cat"})
    void mistakesAreAnsweredInTwoLines(String typed) {
        assertThatThrownBy(() -> captions(typed.split(" "))).hasMessageMatching("[^\\n]+\\n[^\\n]+");
    }

    @Test
    void aPictureWithoutCaptionsIsAMistakeOfTheUser() {
        assertThatThrownBy(() -> captions("g[0]"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("%captions g[0]");
    }

    private Captions captions(String... arguments) throws Exception {
        List<String> typed =
                Arrays.stream(arguments).filter(word -> !word.isEmpty()).toList();
        return (Captions) kernel.line("captions", typed.toArray(String[]::new));
    }
}
