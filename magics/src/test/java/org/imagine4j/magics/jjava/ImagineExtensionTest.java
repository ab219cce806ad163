package org.imagine4j.magics.jjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Canvas;
import org.imagine4j.inference.Generation;
import org.imagine4j.inference.Recipe;
import org.imagine4j.magics.Engine;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.UsageException;
import org.imagine4j.magics.magic.Defaults;
import org.imagine4j.magics.magic.ImagineMagic;
import org.imagine4j.models.Precision;
import org.imagine4j.models.store.ModelStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The extension in a kernel on JJava's base classes, with the bundled model. */
class ImagineExtensionTest {

    @TempDir
    private static Path home;

    private static Studio studio;

    private final NotebookKernel kernel = new NotebookKernel();
    private final ImagineExtension extension = new ImagineExtension(studio);

    @BeforeAll
    static void openStudio() {
        studio = new Studio(() -> new ModelStore(home));
    }

    @AfterAll
    static void closeStudio() {
        studio.close();
    }

    @BeforeEach
    void install() {
        extension.install(kernel);
    }

    @Test
    void kernelsFindIt() {
        assertThat(ServiceLoader.load(Extension.class)).hasAtLeastOneElementOfType(ImagineExtension.class);
    }

    @Test
    void oneDisplayGoesFromProgressToThePictures() throws Exception {
        Generation generation = (Generation) kernel.line("imagine", "-n", "4", "--seed", "7", "a", "cat");

        assertThat(generation.finished()).isTrue();
        assertThat(generation.artworks()).hasSize(4).allMatch(Artwork::complete);
        assertThat(kernel.displays()).hasSize(1);
        List<DisplayData> display = kernel.displays().get(0);
        assertThat(display).hasSizeGreaterThan(2);
        assertThat(html(display.get(0))).contains("preparing emoji-mini", "progressbar", "seed 7", "a cat");
        assertThat(html(display.get(display.size() - 1)))
                .contains("4 pictures in", "seed 7", "guidance 1.5")
                .doesNotContain("progressbar");
        assertThat(last(display).hasDataForType(MIMEType.IMAGE_PNG)).isTrue();
        assertThat(display.subList(0, display.size() - 1)).allSatisfy(progress -> {
            assertThat(html(progress)).contains("progressbar");
            assertThat(progress.hasDataForType(MIMEType.TEXT_PLAIN)).isTrue();
        });
    }

    @Test
    void thePreviewCanBeSwitchedOff() throws Exception {
        kernel.line("imagine", "-n", "2", "--no-preview", "a", "dog");

        List<DisplayData> display = kernel.displays().get(0);
        assertThat(display.subList(0, display.size() - 1))
                .noneMatch(progress -> html(progress).contains("<img"));
    }

    @Test
    void theSameSeedMakesTheSamePictures() throws Exception {
        Generation first = (Generation) kernel.line("imagine", "-n", "2", "--seed", "7", "a", "cat");
        Generation again = (Generation) kernel.line("imagine", "-n", "2", "--seed", "7", "a", "cat");
        Generation other = (Generation) kernel.line("imagine", "-n", "2", "a", "cat");

        assertThat(again.artwork(1).tokens()).isEqualTo(first.artwork(1).tokens());
        assertThat(again.artwork(1).recipe()).isEqualTo(first.artwork(1).recipe());
        assertThat(other.artwork(0).recipe().seed()).isNotEqualTo(7);
    }

    @Test
    void defaultsCountUntilSomethingElseIsTyped() throws Exception {
        kernel.line("imagine_defaults", "--temperature", "0.8", "--grid", "2", "--no-preview");
        kernel.line("imagine_defaults", "--temperature", "0.9");
        assertThat(html(last(kernel.displays().get(1))))
                .contains("--grid 2", "--temperature 0.9", "--preview false")
                .doesNotContain("0.8");

        Generation usual = (Generation) kernel.line("imagine", "a", "cat");
        Generation other = (Generation) kernel.line("imagine", "-n", "1", "--temperature", "0.1", "a", "cat");
        assertThat(usual.artworks()).hasSize(4);
        assertThat(usual.artwork(0).recipe().sampling().temperature()).isEqualTo(0.9);
        assertThat(other.artworks()).hasSize(1);
        assertThat(other.artwork(0).recipe().sampling().temperature()).isEqualTo(0.1);

        kernel.line("imagine_defaults", "--reset");
        assertThat(((Generation) kernel.line("imagine", "a", "cat")).artworks()).hasSize(9);
    }

    @Test
    void defaultsThatCannotBeDrawnAreRefusedAndTheOldOnesStay() throws Exception {
        kernel.line("imagine_defaults", "-n", "1");

        assertThatThrownBy(() -> kernel.line("imagine_defaults", "--guidance", "1000"))
                .hasMessageContaining("from 0 to 100");
        assertThatThrownBy(() -> kernel.line("imagine_defaults", "--model", "dalle-9"))
                .hasMessageContaining("dalle-9");
        assertThatThrownBy(() -> kernel.line("imagine_defaults", "a", "cat")).hasMessageContaining("a cat");

        assertThat(((Generation) kernel.line("imagine", "a", "cat")).artworks()).hasSize(1);
    }

    @Test
    void picturesAreSavedAndStartedFromAgain(@TempDir Path folder) throws Exception {
        Generation cat = (Generation)
                kernel.line("imagine", "-n", "2", "--seed", "7", "--save", folder.toString() + "/new", "a", "cat!");

        assertThat(html(last(kernel.displays().get(0)))).contains("saved as", "a-cat-7-0.png", "and 1 more");
        Path first = folder.resolve("new/a-cat-7-0.png");
        assertThat(Artwork.load(first).tokens()).isEqualTo(cat.artwork(0).tokens());
        Generation more = (Generation) kernel.line("imagine", "-n", "1", "--from", first.toString(), "--keep", "5:1");
        assertThat(more.artwork(0).recipe().prompt()).isEqualTo("a cat!");
        assertThat(more.artwork(0).recipe().canvas())
                .isEqualTo(Canvas.of(cat.artwork(0).tokens()).openFrom(81));
        kernel.variables().put("g", cat);
        Generation second = (Generation) kernel.line("imagine", "-n", "1", "--from", "g[1]", "a", "dog");
        assertThat(second.artwork(0).recipe().canvas())
                .isEqualTo(Canvas.of(cat.artwork(1).tokens()).openFrom(128));
        assertThatThrownBy(() -> kernel.line("imagine", "--from", "g[2]")).hasMessageContaining("has 2 pictures");
        assertThatThrownBy(() -> kernel.line("imagine", "--from", "g")).hasMessageContaining("g[0]");
        kernel.line("imagine", "-n", "1", "--from", "last");
    }

    @Test
    void whatCannotBeSavedIsShownAllTheSame(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Generation cat = (Generation) kernel.line("imagine", "-n", "1", "--save", file + "/new", "a", "cat");

        assertThat(cat.finished()).isTrue();
        assertThat(html(last(kernel.displays().get(0)))).contains("not saved", "1 picture in");
    }

    @Test
    void seamlessPicturesAreShownAsOne() throws Exception {
        kernel.line("imagine", "-n", "4", "--seamless", "a", "cat");

        assertThat(html(last(kernel.displays().get(0))))
                .containsOnlyOnce("<img")
                .contains("4 pictures in");
    }

    @Test
    void aTableOfChoicesHasTheirPromptsBelow() throws Exception {
        kernel.variables().put("place", "on a tree");
        kernel.line("imagine", "-n", "1", "a", "{red|blue}", "{cat|dog|bird}", "{place}");

        assertThat(html(last(kernel.displays().get(0))))
                .contains("repeat(3,", "a red cat on a tree", "a blue bird on a tree", "6 pictures in")
                .contains("from &quot;a {red|blue} {cat|dog|bird} {place}&quot;");
    }

    @Test
    void precisionIsChosenAndShown() throws Exception {
        Generation generation =
                (Generation) kernel.line("imagine", "-n", "1", "--precision", "int8", "--seed", "7", "a", "cat");

        assertThat(generation.artwork(0).recipe().precision()).isEqualTo(Precision.INT8);
        assertThat(html(last(kernel.displays().get(0)))).contains("model emoji-mini in int8");
    }

    /** No computer has the graphics processors of two makers, so one of them falls back. */
    @Test
    void aDeviceThatCannotBeUsedIsReplacedAndTheReasonShown() throws Exception {
        kernel.line("imagine", "-n", "1", "--device", "rocm", "a", "cat");
        kernel.line("imagine", "-n", "1", "--device", "directml", "a", "cat");

        assertThat(html(last(kernel.displays().get(0)))
                        + html(last(kernel.displays().get(1))))
                .contains("cannot be used", "The CPU does it.");
    }

    @Test
    void devicesAreListed() throws Exception {
        assertThat(kernel.line("device")).isNull();

        assertThat(html(last(kernel.displays().get(0)))).contains("cpu", "yes", "cuda:0", "--device NAME");
    }

    @Test
    void aCellHoldsAPromptALine() throws Exception {
        Generation generation = (Generation) kernel.cell(
                "imagine", List.of("-n", "2", "--seed", "3"), "a cat on a blue background\n\na red heart\n");

        assertThat(generation.artworks())
                .extracting(artwork -> artwork.recipe().prompt())
                .containsExactly(
                        "a cat on a blue background", "a cat on a blue background", "a red heart", "a red heart");
        assertThat(generation.artworks()).allMatch(Artwork::complete);
        assertThat(kernel.displays()).hasSize(1);
        assertThat(html(last(kernel.displays().get(0)))).contains("a red heart", "artwork(3)");
    }

    @Test
    void javaDoesTheSameAsTheMagic() throws Exception {
        Generation magic =
                (Generation) kernel.line("imagine", "-n", "2", "--seed", "9", "--temperature", "0.7", "a", "robot");
        Generation java = studio.prompts(List.of("a robot"))
                .images(2)
                .seed(9)
                .temperature(0.7)
                .run();
        studio.prompts(List.of("a robot")).images(2).seed(9).temperature(0.7).show();

        assertThat(java.artworks()).extracting(Artwork::recipe).isEqualTo(recipes(magic));
        assertThat(java.artworks()).extracting(Artwork::tokens).isEqualTo(tokens(magic));
        assertThat(pictures(last(kernel.displays().get(1))))
                .isNotEmpty()
                .isEqualTo(pictures(last(kernel.displays().get(0))));
        assertThat(kernel.displays()).as("run() is silent, show() is not").hasSize(2);
    }

    @Test
    void stopKeepsWhatIsThereAndSaysSo() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        studio.prompts(List.of("a cat"))
                .images(2)
                .listener(progress -> {
                    if (calls.incrementAndGet() == 4) {
                        Thread.currentThread().interrupt();
                    }
                })
                .show();

        assertThat(Thread.interrupted()).as("the stop is used up").isFalse();
        assertThat(html(last(kernel.displays().get(0))))
                .contains("Stopped after", "kept 2 partly painted pictures", "padding-bottom:81.25%");
        assertThat(((Generation) kernel.line("imagine", "-n", "1", "a", "cat")).finished())
                .isTrue();
    }

    @Test
    void anErrorDuringARunDoesNotLeaveProgressStanding() {
        assertThatThrownBy(() -> studio.prompts(List.of("a cat"))
                        .images(1)
                        .listener(progress -> {
                            throw new IllegalStateException("listener broke");
                        })
                        .show())
                .hasMessageContaining("listener broke");

        assertThat(html(last(kernel.displays().get(0)))).contains("ended by an error");
    }

    @Test
    void mistakesAnswerInTwoLinesAndShowNothing() {
        assertThatThrownBy(() -> kernel.line("imagine", "--sede", "7", "a", "cat"))
                .isInstanceOf(UsageException.class)
                .hasMessageMatching("%imagine has no option --sede\\.\n"
                        + "Did you mean .*--seed\\? %imagine --help explains them all\\.");
        assertThatThrownBy(() -> kernel.line("imagine", "--model", "dalle-9", "a", "cat"))
                .hasMessageContaining("emoji-mini");
        assertThat(kernel.displays()).isEmpty();
    }

    @Test
    void helpIsShownNotThrown() throws Exception {
        Object imagine = kernel.line("imagine", "--help");
        Object models = kernel.line("models", "-h");

        assertThat(imagine).isNull();
        assertThat(models).isNull();
        assertThat(html(kernel.displays().get(0).get(0))).contains("--temperature T");
        assertThat(text(kernel.displays().get(1).get(0))).contains("%models [OPTIONS]");
    }

    @Test
    void modelsAreListed() throws Exception {
        Object value = kernel.line("models");

        assertThat(value).isNull();
        DisplayData shown = kernel.displays().get(0).get(0);
        assertThat(html(shown))
                .contains("<dl", "emoji-mini", "128×128 pixels", "dalle-mini", "to download")
                .as("the bundled scorer is here, too, once something was ranked")
                .containsPattern("[12] models? here");
        assertThat(text(shown)).contains("emoji-mini", "Limits:");
    }

    @Test
    void valuesRenderThemselves() {
        Generation generation =
                studio.prompts(List.of("a cat")).images(1).seed(1).run();

        assertThat(html(kernel.getRenderer().render(generation))).contains("<img", "seed 1");
        DisplayData artwork = kernel.getRenderer().render(generation.artwork(0));
        assertThat(html(artwork)).contains("<img", "picture 0");
        assertThat(artwork.getData(MIMEType.IMAGE_PNG)).asString().startsWith("iVBOR");
    }

    @Test
    void notebooksNeedNoImports() {
        assertThat(kernel.evaluated()).singleElement().asString().contains("import org.imagine4j.magics.*;");
    }

    @Test
    void theMagicsClassTellsTheTypeOfItsValue() {
        assertThat(Arrays.stream(JJavaImagineMagic.class.getGenericInterfaces())
                        .filter(ParameterizedType.class::isInstance)
                        .map(ParameterizedType.class::cast)
                        .filter(type -> type.getRawType() == LineMagic.class)
                        .map(type -> type.getActualTypeArguments()[0]))
                .containsExactly(Generation.class);
    }

    @Test
    void kernelsThatReadPicoclisAnnotationsLearnWhatCanBeTyped() {
        CommandSpec declared =
                new CommandLine(new JJavaImagineMagic(new ImagineMagic(studio, new Defaults()))).getCommandSpec();

        assertThat(declared.usageMessage().header())
                .containsExactly("Draws pictures of a prompt and shows them as they grow.");
        assertThat(declared.optionsMap()).containsKeys("-n", "--seed", "--temperature", "--help");
        assertThat(declared.findOption("--model").completionCandidates()).contains("emoji-mini");
        assertThat(declared.findOption("--precision").completionCandidates())
                .containsExactly("auto", "fp32", "int8", "fp16");
        assertThat(declared.findOption("--device").completionCandidates())
                .startsWith("auto", "cpu", "cuda")
                .allSatisfy(word -> Engine.deviceOf(word));
    }

    @Test
    void afterUninstallNothingIsShownAndModelsOpenAgain() {
        extension.uninstall(kernel);

        studio.prompts(List.of("a cat")).images(1).show();
        assertThat(kernel.displays()).isEmpty();
    }

    private static DisplayData last(List<DisplayData> display) {
        return display.get(display.size() - 1);
    }

    private static String html(DisplayData data) {
        return String.valueOf(data.getData(MIMEType.TEXT_HTML));
    }

    private static List<String> pictures(DisplayData data) {
        return Pattern.compile("src=\"([^\"]+)\"")
                .matcher(html(data))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static String text(DisplayData data) {
        return String.valueOf(data.getData(MIMEType.TEXT_PLAIN));
    }

    private static List<Recipe> recipes(Generation generation) {
        return generation.artworks().stream().map(Artwork::recipe).toList();
    }

    private static List<?> tokens(Generation generation) {
        return generation.artworks().stream().map(Artwork::tokens).toList();
    }
}
