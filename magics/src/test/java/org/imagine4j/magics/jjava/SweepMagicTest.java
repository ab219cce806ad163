package org.imagine4j.magics.jjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.imagine4j.inference.Artwork;
import org.imagine4j.magics.magic.Defaults;
import org.imagine4j.magics.magic.SweepMagic;
import org.imagine4j.magics.sweep.SweepResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code %sweep} in a kernel on JJava's base classes, with the bundled model. */
class SweepMagicTest extends MagicTest {

    @Test
    void aLabelledSheetFillsInInOneDisplay() throws Exception {
        SweepResult result = sweep("--temperature 0.5,1,2 --guidance 1,1.5 --seed 7 a cat on a tree");

        assertThat(result.artworks()).hasSize(6).allMatch(Artwork::complete);
        assertThat(kernel.displays()).hasSize(1);
        List<DisplayData> display = kernel.displays().get(0);
        assertThat(display).hasSizeGreaterThan(3);
        assertThat(display).allSatisfy(shown -> assertThat(html(shown))
                .contains("a cat on a tree", ">temperature ↓<", ">guidance →<", ">0.5<", ">1.5<", "seed 7")
                .doesNotContain("<script"));
        assertThat(display.subList(0, display.size() - 1))
                .allSatisfy(shown -> assertThat(html(shown)).contains("progressbar"));
        assertThat(html(last()))
                .contains("6 pictures in", "artwork(2, 1) · seed 7", "model emoji-mini", "top-k 64")
                .doesNotContain("progressbar");
        assertThat(html(last()).split("<img", -1)).hasSize(7);
        assertThat(text(last())).contains("temperature 2, guidance 1.5: log-likelihood -");
        assertThat(ImageIO.read(new ByteArrayInputStream(
                                Base64.getDecoder().decode(String.valueOf(last().getData(MIMEType.IMAGE_PNG)))))
                        .getHeight())
                .isGreaterThan(3 * 128);
    }

    @Test
    void whatWasDrawnBeforeIsThereAtOnce() throws Exception {
        sweep("--seed 11:13 a dog");
        sweep("--seed 11:14 a dog");
        sweep("--seed 11:14 a dog");

        List<DisplayData> extended = kernel.displays().get(1);
        assertThat(html(extended.get(0)).split("<img", -1)).hasSize(4);
        assertThat(html(extended.get(extended.size() - 1))).contains("4 pictures in", "3 of them drawn before");
        assertThat(kernel.displays().get(2)).hasSize(2);
        assertThat(html(last())).contains("4 pictures, all drawn before");
    }

    @Test
    void severalPicturesOfEverything() throws Exception {
        SweepResult result = sweep("-n 4 --top-k 1,8 a cat");

        assertThat(result.artworks()).hasSize(8);
        assertThat(html(last())).contains("artwork(0, 1, 3)", "repeat(2, minmax(0, 1fr))");
    }

    @Test
    void precisionsComeInPartsOfOneDisplay() throws Exception {
        SweepResult result = sweep("--precision fp32,int8 --seed 21:22 a cat");

        assertThat(result.artworks()).hasSize(4);
        assertThat(kernel.displays()).hasSize(1);
        assertThat(kernel.displays().get(0).stream().filter(shown -> html(shown).contains("preparing emoji-mini")))
                .hasSize(2);
        assertThat(html(last())).contains(">precision ↓<", ">int8<", " · model emoji-mini · guidance 1.5");
    }

    @Test
    void hostilePromptsAndLabelsAreText() throws Exception {
        SweepResult result = (SweepResult) kernel.line(
                "sweep", "--replace", "<img src=x>,<script>alert(1)</script>,$y$", "a", "<img src=x>", "\"&'");

        assertThat(result.artworks()).hasSize(3);
        assertThat(kernel.displays().get(0)).allSatisfy(shown -> assertThat(html(shown))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script", "<img src=x", ">$y$", "|$y$"));
    }

    @Test
    void defaultsCountWhereTheyMeanSomething() throws Exception {
        kernel.line("imagine_defaults", "--grid", "2", "--temperature", "0.8", "--top-k", "9", "--no-preview");

        SweepResult result = sweep("--temperature 0.5,1 a cat");

        assertThat(result.artworks()).hasSize(2).allSatisfy(artwork -> assertThat(
                        artwork.recipe().sampling().topK())
                .isEqualTo(9));
        assertThat(result.plan().columns().name()).isEqualTo("temperature");
        assertThat(sweep("--seed 1,2 a cat").artwork(0, 1).recipe().sampling().temperature())
                .isEqualTo(0.8);
        assertThatThrownBy(() -> kernel.line("imagine_defaults", "--temperature", "0.5,1"))
                .hasMessageContaining("%sweep");
    }

    @Test
    void sheetAndTableAreSaved(@TempDir Path folder) throws Exception {
        sweep("--seed 1,2 --save " + folder + "/new --csv " + folder + "/table.csv a cat");

        assertThat(html(last())).contains("saved as", "sheet.png", "table.csv");
        assertThat(folder.resolve("new/0-1-seed-2.png")).exists();
        assertThat(folder.resolve("table.csv")).content().contains("log-likelihood per token");
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        sweep("--seed 1,2 --csv " + file + "/table.csv a cat");
        assertThat(html(last())).contains("not saved", "2 pictures");
    }

    @Test
    void picturesToStartFromMayBeTaken() throws Exception {
        kernel.variables().put("g", sweep("--seed 1,2 a cat").artwork(0, 1));

        SweepResult result = sweep("--from g --keep 6 --temperature 1,2");

        assertThat(result.artwork(0, 0).recipe().prompt()).isEqualTo("a cat");
        assertThat(result.artwork(0, 0).recipe().canvas().isBlank()).isFalse();
    }

    @Test
    void anErrorDoesNotLeaveProgressStanding() {
        assertThatThrownBy(() -> sweep("--seed 1,2 --model dalle-9 a cat")).hasMessageContaining("dalle-9");
        assertThat(kernel.displays()).isEmpty();
    }

    @Test
    void aResultShowsItself() throws Exception {
        SweepResult result = sweep("--seed 1,2 a cat");

        assertThat(html(kernel.getRenderer().render(result))).contains("artwork(0, 1)", ">seed →<");
        assertThat(html(kernel.getRenderer().render(result.table()))).contains("log-likelihood");
        assertThat(html(kernel.getRenderer().render(result.chart()))).contains("Log-likelihood per token");
    }

    @Test
    void kernelsLearnItsTypeAndWhatCanBeTyped() throws Exception {
        assertThat(((ParameterizedType) JJavaSweepMagic.class.getGenericInterfaces()[0]).getActualTypeArguments()[0])
                .isEqualTo(SweepResult.class);
        CommandSpec declared =
                new CommandLine(new JJavaSweepMagic(new SweepMagic(studio, new Defaults()))).getCommandSpec();
        assertThat(declared.optionsMap()).containsKeys("--temperature", "--replace", "--csv", "-n");
        assertThat(declared.findOption("--model").completionCandidates()).contains("emoji-mini");
        assertThat(kernel.line("sweep", "--help")).isNull();
        assertThat(html(last())).contains("FROM:TO:STEP");
    }

    private SweepResult sweep(String line) throws Exception {
        return (SweepResult) kernel.line("sweep", line.split(" "));
    }
}
