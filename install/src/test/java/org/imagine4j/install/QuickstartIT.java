package org.imagine4j.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** {@code imagine run} executes the quickstart in a real Jupyter, and pictures come out. */
@TestInstance(Lifecycle.PER_CLASS)
class QuickstartIT {
    private static final Path NOTEBOOK = Program.ROOT.resolve("notebooks").resolve("01-first-images.ipynb");
    private static final Path OUTPUT = Program.SCRATCH.resolve("quickstart");
    private static final int PICTURE_SIZE = 128;

    private String original;
    private Program.Result result;
    private ExecutedNotebook executed;

    @BeforeAll
    void execute() throws IOException, InterruptedException {
        original = Files.readString(NOTEBOOK);
        result = Program.inProject().run("run", NOTEBOOK.toString(), "--output", OUTPUT.toString());
        assertThat(result.exitCode()).as(result.all()).isZero();
        executed = ExecutedNotebook.read(OUTPUT.resolve("01-first-images.ipynb"));
    }

    @Test
    void saysWhereItWrote() {
        assertThat(result.out()).contains("install/target/it/quickstart/01-first-images.ipynb");
        assertThat(result.out()).contains("install/target/it/quickstart/01-first-images.html");
    }

    @Test
    void leavesTheNotebookAsItIs() throws IOException {
        assertThat(Files.readString(NOTEBOOK)).isEqualTo(original).doesNotContain("image/png");
    }

    @Test
    void everyCellRanWithoutAnError() {
        List<Integer> counts = executed.codeCells().stream()
                .map(cell -> cell.get("execution_count").getAsInt())
                .toList();
        assertThat(counts)
                .isEqualTo(IntStream.rangeClosed(1, counts.size()).boxed().toList());
        assertThat(executed.codeCells()).noneMatch(cell -> cell.toString().contains("\"output_type\":\"error\""));
        assertThat(executed.codeCells()).noneMatch(cell -> cell.toString().contains("\"name\":\"stderr\""));
    }

    @Test
    void theFirstGridIsNinePicturesOnBlueInOneDisplay() {
        assertThat(executed.outputs("first-grid")).hasSize(1);
        List<BufferedImage> grid = executed.pictures("first-grid");
        assertThat(grid).hasSize(9).allSatisfy(QuickstartIT::isAPicture).allSatisfy(picture -> {
            int corner = picture.getRGB(2, 2);
            assertThat(corner & 0xff).as("blue").isGreaterThan(corner >> 16 & 0xff);
        });
        assertThat(executed.shown("first-grid", "image/png"))
                .as("all pictures in one")
                .isNotBlank();
        assertThat(executed.shown("first-grid", "text/plain")).contains("seed");
    }

    @Test
    void theSameSeedMakesTheSamePictures() {
        assertThat(digests("seed-7-again")).hasSize(4).isEqualTo(digests("seed-7"));
    }

    @Test
    void picturesOfAGridDiffer() {
        // Some may come out alike, for the model is sure of what a cat looks like; this seed draws several backgrounds.
        assertThat(Set.copyOf(digests("seed-7"))).hasSizeGreaterThan(2);
    }

    @Test
    void anotherTemperatureMakesOtherPictures() {
        assertThat(digests("temperature")).hasSize(4).doesNotContainAnyElementsOf(digests("seed-7"));
    }

    @Test
    void differentPromptsMakeDifferentPictures() {
        List<BufferedImage> pictures = executed.pictures("several-prompts");
        assertThat(pictures).hasSize(6).allSatisfy(QuickstartIT::isAPicture);
        List<String> several = digests("several-prompts");
        assertThat(several.subList(0, 2)).doesNotContainAnyElementsOf(several.subList(2, 6));
        assertThat(several.subList(2, 4)).doesNotContainAnyElementsOf(several.subList(4, 6));
    }

    @Test
    void javaMakesPicturesToo() {
        assertThat(executed.pictures("java-api")).hasSize(4).allSatisfy(QuickstartIT::isAPicture);
        assertThat(executed.shown("recipe", "text/plain")).contains("a robot on a pink background");
        assertThat(executed.shown("pixel", "text/plain")).matches("(?s).*red \\d+, green \\d+, blue \\d+.*");
    }

    @Test
    void theSavedPictureIsAPngFile() throws IOException {
        String shown = executed.shown("save-png", "text/plain");
        Path saved = Path.of(shown.substring(0, shown.indexOf(',')).replaceFirst("^\"", ""));
        assertThat(ImageIO.read(saved.toFile())).satisfies(QuickstartIT::isAPicture);
    }

    @Test
    void modelsAreListed() {
        assertThat(executed.shown("models", "text/html")).contains("emoji-mini");
    }

    @Test
    void thePageHoldsAllPictures() throws IOException {
        String page = Files.readString(OUTPUT.resolve("01-first-images.html"));
        assertThat(page).contains("<title>First pictures</title>");
        assertThat(ExecutedNotebook.embeddedPictures(page))
                .containsAll(executed.encodedPictures("first-grid"))
                .containsAll(executed.encodedPictures("several-prompts"))
                .containsAll(executed.encodedPictures("java-api"));
    }

    /** The pixels of a cell's pictures, each told by its digest: the files differ by what they tell of their making. */
    private List<String> digests(String cellId) {
        return executed.pictures(cellId).stream().map(QuickstartIT::digest).toList();
    }

    private static String digest(BufferedImage picture) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * picture.getWidth() * picture.getHeight());
        bytes.asIntBuffer().put(pixels(picture));
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }

    private static void isAPicture(BufferedImage picture) {
        assertThat(picture.getWidth()).isEqualTo(PICTURE_SIZE);
        assertThat(picture.getHeight()).isEqualTo(PICTURE_SIZE);
        assertThat(IntStream.of(pixels(picture)).distinct().count())
                .as("distinct colours; a blank picture has one")
                .isGreaterThan(100);
    }
}
