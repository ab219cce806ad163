package org.imagine4j.magics.jjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Canvas;
import org.imagine4j.inference.Generation;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.magics.Prompt;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.UsageException;
import org.imagine4j.magics.gallery.Gallery;
import org.imagine4j.magics.gallery.GalleryException;
import org.imagine4j.magics.gallery.GalleryId;
import org.imagine4j.magics.magic.GalleryMagic;
import org.imagine4j.models.store.ModelStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code %gallery} in a kernel on JJava's base classes, with the bundled model. */
class GalleryMagicTest {

    @TempDir
    private static Path home;

    @TempDir
    private Path folder;

    private final NotebookKernel kernel = new NotebookKernel();
    private Gallery gallery;
    private Studio studio;

    @BeforeEach
    void start() {
        gallery = new Gallery(folder);
        studio = new Studio(() -> new ModelStore(home), gallery);
        new ImagineExtension(studio).install(kernel);
    }

    @AfterEach
    void stop() {
        studio.close();
    }

    @Test
    void everyRunIsKeptAndSaysWhatItIsCalled() throws Exception {
        Generation magic = (Generation) kernel.line("imagine", "-n", "2", "--seed", "7", "a", "cat");
        Generation java = studio.prompts(List.of("a dog")).images(1).seed(7).run();

        assertThat(shown()).contains("2 pictures in", "gallery 1");
        assertThat(java.notes()).containsExactly("gallery 2");
        assertThat(gallery.open("1.1").png()).isEqualTo(magic.artwork(1).png());
        assertThat(gallery.open("2").tokens()).isEqualTo(java.artwork(0).tokens());
    }

    @Test
    void aStoppedRunIsKeptAsFarAsItGot() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        studio.prompts(List.of("a cat"))
                .images(2)
                .listener(progress -> {
                    if (calls.incrementAndGet() == 4) {
                        Thread.currentThread().interrupt();
                    }
                })
                .run();

        assertThat(kernel.line("gallery", "open", "1.1")).isInstanceOf(Artwork.class);
        assertThat(shown()).contains("painted", "3 of 16 rows");
        kernel.line("gallery", "remake", "1.1");
        assertThat(gallery.open("2.0").complete()).isTrue();
        assertThat(shown()).contains("compared with 1.1: none of 48 tokens differ");
    }

    @Test
    void theNewestRunsComeFirstAPageAtATime() throws Exception {
        for (int i = 1; i <= 14; i++) {
            studio.prompts(List.of("cat " + i)).images(1).seed(i).run();
        }

        assertThat(kernel.line("gallery")).isNull();
        assertThat(shown())
                .contains("12 runs", "%gallery --page 2", "cat 14", "Gallery 3: cat 3", "data:image/jpeg", "seed 14")
                .doesNotContain("cat 2<", "data:image/png")
                .hasSizeLessThan(150_000);
        assertThat(shown().indexOf("Gallery 14:")).isLessThan(shown().indexOf("Gallery 3:"));
        assertThat(text().lines()).hasSize(13).first().asString().contains("14  1 picture · emoji-mini · seed 14");
        assertThat(ImageIO.read(new ByteArrayInputStream(
                                Base64.getDecoder().decode(String.valueOf(last().getData(MIMEType.IMAGE_PNG)))))
                        .getWidth())
                .isGreaterThan(400);
        kernel.line("gallery", "--page", "2");
        assertThat(shown()).contains("2 runs", "page 2", "cat 2", "cat 1").doesNotContain("--page 3", "cat 3");
        kernel.line("gallery", "--page", "3");
        assertThat(shown()).contains("no page 3").doesNotContain("<img");
    }

    @Test
    void runsAreFoundByWordsModelAndDay() throws Exception {
        draw("a cat wearing a crown", 1);
        draw("a dog wearing a crown", 1);
        draw("open door", 1);
        Path first = gallery.entry(GalleryId.of("1.0")).file();
        LocalDate lastWeek = LocalDate.now(ZoneId.systemDefault()).minusDays(6);
        Files.setLastModifiedTime(
                first,
                FileTime.from(lastWeek.atStartOfDay(ZoneId.systemDefault()).toInstant()));

        kernel.line("gallery", "CROWN", "cat");
        assertThat(shown()).contains("1 run,", "a cat wearing a crown").doesNotContain("a dog", "--page");
        kernel.line("gallery", "crown", "--since", "yesterday");
        assertThat(shown()).contains("a dog").doesNotContain("a cat");
        kernel.line("gallery", "--until", lastWeek.toString(), "--since", "6d", "--model", "emoji");
        assertThat(shown()).contains("a cat").doesNotContain("a dog");
        kernel.line("gallery", "--since", "5d", "--until", "today", "cat");
        assertThat(shown()).contains("Nothing in the gallery is like that");
        kernel.line("gallery", "open", "door");
        assertThat(shown()).as("no verb, since no number follows").contains("1 run,", "open door");
    }

    @Test
    void aRunIsShownPictureByPicture() throws Exception {
        draw("a cat", 3);

        assertThat(kernel.line("gallery", "1")).isNull();

        assertThat(shown()).contains("run 1, 3 pictures", "Gallery 1.0", "Gallery 1.2", "seed 7", ">a cat</bdi>");
    }

    @Test
    void anOpenedPictureIsAValueAndShowsItsSettings() throws Exception {
        Generation generation = studio.prompts(List.of("a {red|blue} heart"))
                .images(1)
                .seed(7)
                .temperature(0.8)
                .negative("grey")
                .run();

        Artwork artwork = (Artwork) kernel.line("gallery", "open", "1.1");

        assertThat(artwork.png()).isEqualTo(generation.artwork(1).png());
        assertThat(kernel.displays()).hasSize(2);
        assertThat(html(kernel.displays().get(0).get(0))).contains("<img", "a blue heart");
        assertThat(shown())
                .contains("a blue heart", "a {red|blue} heart", ">grey</bdi>", ">0.8</bdi>", "emoji-mini@", "1.png");
        assertThat(text()).contains("temperature     0.8");
        kernel.line("gallery", "1.0");
        assertThat(shown()).as("the picture alone opens it as well").contains("a red heart", ">0.8</bdi>");
    }

    @Test
    void aRemadePictureIsTheSameToTheLastToken() throws Exception {
        draw("a cat", 3);

        assertThat(kernel.line("gallery", "remake", "1.2")).isNull();

        assertThat(shown()).contains("compared with 1.2: the same to the last token", "gallery 2");
        assertThat(gallery.open("2.0").png()).isEqualTo(gallery.open("1.2").png());
    }

    @Test
    void aPictureThatIsNotTheSameAnyMoreIsFoundOut() throws Exception {
        Artwork drawn = draw("a cat", 1).artwork(0);
        int[] changed = drawn.tokens().toArray();
        changed[20] = changed[20] == 5 ? 6 : 5;
        new Artwork(drawn.recipe(), new TokenGrid(16, 16, changed), drawn.image(), drawn.logLikelihood())
                .save(gallery.entry(GalleryId.of("1.0")).file());

        kernel.line("gallery", "remake", "1");

        assertThat(shown())
                .contains("compared with 1.0: 1 of 256 tokens differ, the first in row 1, column 4 (" + changed[20]);
    }

    @Test
    void twoPicturesAreComparedSettingBySetting() throws Exception {
        studio.prompts(List.of("a cat")).images(1).seed(7).run();
        studio.prompts(List.of("a cat")).images(1).seed(7).temperature(3).run();

        assertThat(kernel.line("gallery", "compare", "1.0", "2")).isNull();

        assertThat(shown())
                .contains("1.0", "2.0", "where they differ", "tokens differ, the first in row")
                .containsPattern("temperature</span> ≠.*>1<.*>3<")
                .containsPattern("seed</span></th>");
        assertThat(text()).contains("temperature     1 ≠ 3");
        assertThat(last().hasDataForType(MIMEType.IMAGE_PNG)).isTrue();
        kernel.line("gallery", "compare", "1.0", "1.0");
        assertThat(shown()).contains("the same to the last token").doesNotContain("≠", "where they differ");
    }

    @Test
    void deletedRunsAndPicturesAreGone() throws Exception {
        draw("a cat", 2);
        draw("a dog", 2);
        draw("a sun", 1);

        kernel.line("gallery", "delete", "1", "2.1");

        assertThat(shown()).contains("Deleted 3 pictures", "kB are free again");
        assertThat(gallery.stream().map(entry -> entry.id().toString())).containsExactly("3.0", "2.0");
        kernel.line("gallery", "delete", "2.0");
        assertThat(shown()).contains("Deleted picture 2.0");
    }

    @Test
    void aKeptPictureCanBeStartedFrom() throws Exception {
        Artwork cat = draw("a cat", 2).artwork(1);

        Generation more = (Generation) kernel.line("imagine", "-n", "1", "--from", "1.1", "--keep", "4");

        assertThat(more.artwork(0).recipe().prompt()).isEqualTo("a cat");
        assertThat(more.artwork(0).recipe().canvas())
                .isEqualTo(Canvas.of(cat.tokens()).openFrom(64));
        assertThatThrownBy(() -> kernel.line("imagine", "--from", "9.1")).hasMessageContaining("no run 9");
    }

    @Test
    void promptsAreTextNotMarkup() throws Exception {
        draw("a <script>alert(1)</script> $x$ \"cat\" & 'dog' onerror=1 \u202E", 1);

        for (String[] typed : new String[][] {{}, {"1"}, {"open", "1.0"}, {"compare", "1.0", "1.0"}}) {
            kernel.line("gallery", typed);
            assertThat(shown()).doesNotContain("<script", "\"cat\"");
            assertThat(shown().replaceAll("=\"[^\"]*\"", ""))
                    .as("what is not in an attribute")
                    .doesNotContain("$x$")
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        }
    }

    @Test
    void anEmptyGallerySaysSo() throws Exception {
        kernel.line("gallery");

        assertThat(shown()).contains("The gallery is empty").doesNotContain("<img");
    }

    @Test
    void mistakesAnswerInTwoLines() throws Exception {
        draw("a cat", 2);

        assertThatThrownBy(() -> kernel.line("gallery", "open", "9.1"))
                .isInstanceOf(GalleryException.class)
                .hasMessageMatching("[^\n]+\n[^\n]+");
        assertThatThrownBy(() -> kernel.line("gallery", "open"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("needs to know which picture.")
                .hasMessageContaining("%gallery open 12.3");
        assertThatThrownBy(() -> kernel.line("gallery", "compare", "1.0")).hasMessageContaining("which two pictures");
        assertThatThrownBy(() -> kernel.line("gallery", "delete", "1.0,1.1"))
                .hasMessageContaining("\"1.0,1.1\" is neither");
        assertThatThrownBy(() -> kernel.line("gallery", "open", "1")).hasMessageContaining("Name one of them");
        assertThatThrownBy(() -> kernel.line("gallery", "--since", "lately"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("since is lately; it must be a day.");
        assertThatThrownBy(() -> kernel.line("gallery", "--page", "0")).hasMessageContaining("1 or more");
        assertThatThrownBy(() -> kernel.line("gallery", "--until", "99999d", "--pages", "2"))
                .hasMessageContaining("--page");
        assertThat(kernel.displays()).isEmpty();
        assertThat(gallery.stream()).hasSize(2);
    }

    @Test
    void whereNothingIsKeptTheMagicSaysHowToChangeThat() {
        NotebookKernel other = new NotebookKernel();
        new ImagineExtension(new Studio(() -> new ModelStore(home))).install(other);

        assertThatThrownBy(() -> other.line("gallery")).hasMessageContaining("IMAGINE_GALLERY is off");
    }

    @Test
    void galleriesAndTheirPicturesRenderThemselves() {
        draw("a cat", 2);

        assertThat(html(kernel.getRenderer().render(gallery))).contains("1 run,", "a cat");
        assertThat(html(kernel.getRenderer().render(gallery.run(1)))).contains("run 1, 2 pictures");
        assertThat(html(kernel.getRenderer().render(gallery.find("cat").get(1))))
                .contains("gallery 1.1");
    }

    @Test
    void kernelsLearnWhatCanBeTypedAndWhatItsValueIs() {
        draw("a cat", 2);

        List<String> candidates = new ArrayList<>();
        new CommandLine(new JJavaGalleryMagic(new GalleryMagic(studio)))
                .getCommandSpec()
                .positionalParameters()
                .get(0)
                .completionCandidates()
                .forEach(candidates::add);
        assertThat(candidates)
                .contains("open", "open 1.1", "remake 1.0", "compare 1.0 1.1", "delete 1", "delete 1.1", "1");
        assertThat(JJavaGalleryMagic.class.getGenericInterfaces())
                .filteredOn(ParameterizedType.class::isInstance)
                .extracting(type -> ((ParameterizedType) type).getActualTypeArguments()[0])
                .containsExactly(Artwork.class);
    }

    @Test
    void helpExplainsTheVerbs() throws Exception {
        kernel.line("gallery", "--help");

        assertThat(text()).contains("compare 12.3 14.0", "--since DAY", "IMAGINE_GALLERY", "5,000");
    }

    private Generation draw(String prompt, int images) {
        return studio.draw(List.of(Prompt.of(prompt))).images(images).seed(7).run();
    }

    private DisplayData last() {
        List<DisplayData> display = kernel.displays().get(kernel.displays().size() - 1);
        return display.get(display.size() - 1);
    }

    private String shown() {
        return html(last());
    }

    private String text() {
        return String.valueOf(last().getData(MIMEType.TEXT_PLAIN));
    }

    private static String html(DisplayData data) {
        return String.valueOf(data.getData(MIMEType.TEXT_HTML));
    }
}
