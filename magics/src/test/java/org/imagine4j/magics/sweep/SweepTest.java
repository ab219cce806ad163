package org.imagine4j.magics.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Generation.Outcome;
import org.imagine4j.inference.Progress;
import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.Sampling;
import org.imagine4j.magics.Imagine;
import org.imagine4j.magics.Plan;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.UsageException;
import org.imagine4j.models.Precision;
import org.imagine4j.models.store.ModelStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;
import tech.tablesaw.api.Table;

/** Sweeps with the bundled model. */
@Timeout(120)
class SweepTest {

    @TempDir
    private static Path home;

    private Studio studio;

    @BeforeEach
    void openStudio() {
        studio = new Studio(() -> new ModelStore(home));
    }

    @AfterEach
    void closeStudio() {
        studio.close();
    }

    private Imagine request(String prompt) {
        return studio.prompts(List.of(prompt));
    }

    @Test
    void cellsDifferOnlyInWhatIsSwept() {
        SweepResult result = Sweep.of(request("a cat"), Axis.temperature(0.5, 2), Axis.guidance(1, 1.5, 2))
                .run();

        assertThat(result.outcome()).isEqualTo(Outcome.FINISHED);
        assertThat(result.artworks()).hasSize(6).allMatch(Artwork::complete);
        Recipe first = result.artwork(0, 0).recipe();
        assertThat(result.artwork(1, 2).recipe()).isEqualTo(first.withSampling(new Sampling(2, 2, 64, 1)));
        assertThat(result.artworks()).extracting(Artwork::recipe).doesNotHaveDuplicates();
        assertThat(result.plan().settings()).containsExactly("seed " + first.seed(), "model emoji-mini", "top-k 64");
    }

    @Test
    void aCellIsThePictureThatTheSameSettingsMakeAlone() {
        Artwork alone = request("a cat").seed(7).images(1).temperature(2).run().artwork(0);
        studio.close();

        SweepResult result =
                Sweep.of(request("a cat").seed(7), Axis.temperature(0.5, 2)).run();

        assertThat(result.artwork(0, 1).recipe()).isEqualTo(alone.recipe());
        assertThat(result.artwork(0, 1).tokens()).isEqualTo(alone.tokens());
    }

    @Test
    void whatWasDrawnBeforeIsNotDrawnAgain() {
        Imagine cat = request("a cat").seed(7);
        SweepResult first = Sweep.of(cat, Axis.temperature(0.5, 1)).run();
        Drawn again = new Drawn();
        SweepResult second = Sweep.of(cat, Axis.temperature(0.5, 1)).run(again);
        Drawn more = new Drawn();
        SweepResult extended = Sweep.of(cat, Axis.temperature(0.5, 1, 2)).run(more);

        assertThat(first.pictures()).noneMatch(SweepResult.Picture::cached);
        assertThat(again.recipes).isEmpty();
        assertThat(second.pictures()).hasSize(2).allMatch(SweepResult.Picture::cached);
        assertThat(second.artwork(0, 1)).isEqualTo(first.artwork(0, 1));
        assertThat(more.recipes).containsExactly(extended.artwork(0, 2).recipe());
        assertThat(extended.pictures()).extracting(SweepResult.Picture::cached).containsExactly(true, true, false);
    }

    @Test
    void picturesOfAnOrdinaryRunCountToo() {
        request("a cat").seed(7).images(3).run();

        SweepResult result =
                Sweep.of(request("a cat").images(2), Axis.seed(7, 8)).run();

        assertThat(result.pictures()).extracting(SweepResult.Picture::cached).containsExactly(true, true, false, false);
        assertThat(result.artwork(0, 0, 1).recipe().index()).isEqualTo(1);
    }

    @Test
    void oneModelIsOneRun() {
        Drawn drawn = new Drawn();
        SweepResult result = Sweep.of(request("a cat"), Axis.precision("fp32", "int8"), Axis.seed(1, 2))
                .run(drawn);

        assertThat(drawn.parts)
                .extracting(part -> part.model().precision())
                .containsExactly(Precision.FP32, Precision.INT8);
        assertThat(result.plan().settings()).startsWith("model emoji-mini", "guidance 1.5");
        assertThat(drawn.parts).extracting(part -> part.recipes().size()).containsExactly(2, 2);
    }

    @Test
    void theSamePictureInTwoPlacesIsDrawnOnce() {
        Drawn drawn = new Drawn();
        Map<String, UnaryOperator<Imagine>> same = new LinkedHashMap<>();
        same.put("one", request -> request.topK(5));
        same.put("other", request -> request.topK(5));
        SweepResult result = Sweep.of(request("a cat"), Axis.of("way", same)).run(drawn);

        assertThat(drawn.recipes).hasSize(1);
        assertThat(result.artwork(0, 1)).isEqualTo(result.artwork(0, 0));
    }

    @Test
    void choicesOfThePromptAreAnAxis() {
        SweepResult one = Sweep.of(request("a {red|blue} heart"), Axis.temperature(0.5, 1))
                .run();
        SweepResult two =
                Sweep.of(request("a {red|big blue} {cat|heart} in a box")).run();

        assertThat(labels(one.plan().rows())).containsExactly("red", "blue");
        assertThat(one.artwork(1, 0).recipe().prompt()).isEqualTo("a blue heart");
        assertThat(one.plan().heading()).contains("a {red|blue} heart");
        assertThat(labels(two.plan().rows())).containsExactly("red", "big blue");
        assertThat(labels(two.plan().columns())).containsExactly("cat", "heart");
        assertThat(two.artwork(1, 0).recipe().prompt()).isEqualTo("a big blue cat in a box");
    }

    @Test
    void promptsWithoutAPatternAreOneAxis() {
        assertThat(labels(Sweep.of(studio.prompts(List.of("a cat", "two dogs in a box")))
                        .run()
                        .plan()
                        .columns()))
                .containsExactly("a cat", "two dogs in a box");
        assertThat(labels(
                        Sweep.of(request("a {cat|dog} {x|{y|z}}")).run().plan().columns()))
                .containsExactly("cat x", "cat y", "cat z", "dog x", "dog y", "dog z");
        assertThat(labels(Sweep.of(request("{a|a b} c")).run().plan().columns()))
                .containsExactly("a", "a b");
    }

    @Test
    void wordsOfThePromptAreReplaced() {
        SweepResult result = Sweep.of(request("a cat and a catapult"), Axis.replace("cat", "dog", "$1"))
                .run();

        assertThat(result.artworks())
                .extracting(artwork -> artwork.recipe().prompt())
                .containsExactly("a cat and a catapult", "a dog and a catapult", "a $1 and a catapult");
        assertThat(result.artworks()).extracting(Artwork::template).containsOnly("a {cat|dog|$1} and a catapult");
        assertThatThrownBy(() ->
                        Sweep.of(request("a dog"), Axis.replace("cat", "cow")).run())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("The prompt has no \"cat\"");
    }

    @Test
    void choicesAndReplacementsGoTogether() {
        SweepResult result = Sweep.of(request("a {red|blue} heart"), Axis.replace("red", "green"))
                .run();

        assertThat(result.artworks())
                .extracting(artwork -> artwork.recipe().prompt())
                .containsExactly("a red heart", "a green heart", "a blue heart", "a blue heart");
    }

    @Test
    void mistakesAreAnsweredInTwoLines() {
        assertTwoLines(() -> Sweep.of(request("a cat")), "nothing to compare", "--temperature 0.5,1,2");
        assertTwoLines(
                () -> Sweep.of(request("a {cat|dog}"), Axis.topK(1, 2), Axis.topP(0.5, 1)),
                "3 things have several values: prompt, top-k, top-p",
                "all but two");
        assertTwoLines(
                () -> Sweep.of(request("a cat"), Axis.guidance(1, 1000)).run(), "guidance is 1000.0", "from 0 to 100");
        assertTwoLines(() -> Sweep.of(request("a cat"), Axis.model("dalle-9")).run(), "dalle-9", "emoji-mini");
        assertTwoLines(() -> Axis.topK(), "top-k has no values", "two or more");
        assertTwoLines(
                () -> Sweep.of(request("a cat").images(10), Axis.topK(1, 2)).run(), "10 pictures", "from 1 to 9");
        assertTwoLines(
                () -> Sweep.of(
                                request("a cat"),
                                Axis.seed(IntStream.range(0, 40).asLongStream().toArray()),
                                Axis.topK(IntStream.range(0, 11).toArray()))
                        .run(),
                "440 pictures are too many",
                "fewer values");
    }

    @Test
    void aStopKeepsWhatIsThereAndTheNextTimeMakesTheRest() {
        Imagine cat = request("a cat").seed(7);
        Axis seeds = Axis.seed(1, 2);
        AtomicInteger calls = new AtomicInteger();
        Sweep.of(cat, Axis.seed(1)).run();
        SweepResult stopped = Sweep.of(
                        cat.listener(progress -> {
                            if (calls.incrementAndGet() == 4) {
                                Thread.currentThread().interrupt();
                            }
                        }),
                        Axis.precision("fp32", "int8"),
                        seeds)
                .run();

        assertThat(Thread.interrupted()).as("the stop is used up").isFalse();
        assertThat(stopped.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(stopped.artworks()).extracting(Artwork::complete).containsExactly(true, false);
        assertThat(stopped.table().rowCount()).isEqualTo(2);
        assertThat(stopped.sheet().getHeight()).isGreaterThan(2 * 256);
        assertThatThrownBy(() -> stopped.artwork(1, 1)).hasMessageContaining("stopped before");
        SweepResult again = Sweep.of(cat, Axis.precision("fp32", "int8"), seeds).run();
        assertThat(again.artworks()).hasSize(4).allMatch(Artwork::complete);
        assertThat(again.pictures()).extracting(SweepResult.Picture::cached).containsExactly(true, false, false, false);
    }

    @Test
    void picturesAreFoundByTheirPlace() {
        SweepResult result =
                Sweep.of(request("a cat").images(2), Axis.topK(1, 2)).run();

        assertThat(result.artwork(0, 1, 1).recipe().index()).isEqualTo(1);
        assertThatThrownBy(() -> result.artwork(1, 0))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("1 × 2");
        assertThatThrownBy(() -> result.artwork(0, 1, 2)).hasMessageContaining("it has 2");
    }

    @Test
    void theTableHasARowForEachPicture() {
        SweepResult result = Sweep.of(request("a {cat|dog}").seed(7).negative("dark"), Axis.temperature(0.5, 1))
                .run();
        Table table = result.table();

        assertThat(table.columnNames())
                .containsExactly(
                        "row",
                        "column",
                        "log-likelihood",
                        "log-likelihood per token",
                        "seconds",
                        "cached",
                        "complete",
                        "prompt",
                        "template",
                        "negative",
                        "model",
                        "precision",
                        "seed",
                        "picture",
                        "guidance",
                        "temperature",
                        "top-k",
                        "top-p");
        assertThat(table.stringColumn("row").asList()).containsExactly("cat", "cat", "dog", "dog");
        assertThat(table.stringColumn("column").asList()).containsExactly("0.5", "1", "0.5", "1");
        assertThat(table.stringColumn("template").asList()).containsOnly("a {cat|dog}");
        assertThat(table.longColumn("seed").asList()).containsOnly(7L);
        assertThat(table.doubleColumn("log-likelihood").get(3))
                .isEqualTo(result.artwork(1, 1).logLikelihood())
                .isNegative();
        assertThat(table.doubleColumn("log-likelihood per token").get(3))
                .isCloseTo(result.artwork(1, 1).logLikelihood() / 256, within(1e-12));
        assertThat(table.doubleColumn("seconds").sum())
                .isPositive()
                .isLessThanOrEqualTo(result.time().toNanos() / 1e9);
    }

    @Test
    void givenTokensDoNotCountForTheLikelihood() {
        Artwork cat = request("a cat").images(1).run().artwork(0);
        SweepResult result = Sweep.of(request("a cat").from(cat).keep(4), Axis.temperature(1, 2))
                .run();

        assertThat(result.table().doubleColumn("log-likelihood per token").get(0))
                .isCloseTo(result.artwork(0, 0).logLikelihood() / 192, within(1e-12));
    }

    @Test
    void theTableIsWrittenAsCsv(@TempDir Path folder) {
        SweepResult result =
                Sweep.of(request("a \"cat\", $x$"), Axis.temperature(0.5, 1)).run();

        Path file = result.csv(folder.resolve("new/sweep.csv"));

        Table read = Table.read().csv(file.toFile());
        assertThat(read.columnNames()).isEqualTo(result.table().columnNames());
        assertThat(read.stringColumn("prompt").get(1)).isEqualTo("a \"cat\", $x$");
        assertThat(read.numberColumn("temperature").getDouble(1)).isEqualTo(1);
    }

    @Test
    void sheetTableAndPicturesAreSaved(@TempDir Path folder) throws IOException {
        SweepResult result = Sweep.of(request("a {cat|dog/../x}").images(2).seed(7), Axis.temperature(0.5, 1))
                .run();

        List<Path> files = result.save(folder.resolve("new"));

        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .contains("sheet.png", "sweep.csv", "0-0-prompt-cat-temperature-0.5.png")
                .contains("1-1-prompt-dog-..-x-temperature-1-1.png")
                .hasSize(10)
                .doesNotHaveDuplicates();
        assertThat(files).allSatisfy(file -> assertThat(file).hasParent(folder.resolve("new")));
        assertThat(Artwork.load(files.get(5)).recipe())
                .isEqualTo(result.artworks().get(3).recipe());
        assertThat(result.save(folder.resolve("only.png"))).containsExactly(folder.resolve("only.png"));
        assertThat(ImageIO.read(folder.resolve("only.png").toFile())).isNotNull();
        Path inTheWay = Files.writeString(folder.resolve("file"), "in the way");
        assertThatThrownBy(() -> result.csv(inTheWay.resolve("x.csv"))).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void theSheetHasRoomForAllAndTheirLabels() {
        SweepResult table = Sweep.of(request("a cat"), Axis.temperature(0.5, 1), Axis.topK(1, 2, 3))
                .run();
        SweepResult line =
                Sweep.of(request("a cat"), Axis.seed(1, 2, 3, 4, 5, 6, 7, 8)).run();

        BufferedImage sheet = table.sheet();
        assertThat(sheet.getWidth()).isBetween(3 * 256 + 2 * 16 + 2 * 24 + 50, 3 * 256 + 500);
        assertThat(sheet.getHeight()).isBetween(2 * 256 + 16 + 2 * 24 + 4 * 20, 2 * 256 + 400);
        assertThat(sheet.getRGB(2, 2)).isEqualTo(0xFFFFFFFF);
        assertThat(sheet.getRGB(sheet.getWidth() - 24 - 128, 24 + 4 * 30 + 100))
                .as("a picture")
                .isNotEqualTo(0xFFFFFFFF);
        assertThat(line.sheet().getWidth()).isEqualTo(6 * 256 + 5 * 16 + 2 * 24);
        assertThat(line.sheet().getHeight()).isGreaterThan(2 * 256);
    }

    @Test
    void numbersMakeACurveForEachValueOfTheOtherAxis() {
        SweepResult result = Sweep.of(request("a cat"), Axis.temperature(2, 0.5, 1), Axis.topK(1, 8))
                .run();
        XYChart chart = (XYChart) result.chart();

        assertThat(chart.getSeriesMap()).containsOnlyKeys("top-k 1", "top-k 8");
        assertThat(chart.getSeriesMap().get("top-k 8").getXData()).containsExactly(0.5, 1, 2);
        assertThat(chart.getSeriesMap().get("top-k 8").getYData()[2])
                .isCloseTo(result.artwork(0, 1).logLikelihood() / 256, within(1e-12));
        assertThat(chart.getXAxisTitle()).isEqualTo("temperature");
    }

    @Test
    void wordsMakeColumns() {
        SweepResult result =
                Sweep.of(request("a cat").images(2), Axis.replace("cat", "dog")).run();
        CategoryChart chart = (CategoryChart) result.chart();

        assertThat(chart.getSeriesMap()).hasSize(1);
        double mean = DoubleStream.of(
                        result.artwork(0, 1, 0).logLikelihood(),
                        result.artwork(0, 1, 1).logLikelihood())
                .average()
                .orElseThrow();
        List<Double> heights = chart.getSeriesMap().values().iterator().next().getYData().stream()
                .map(Number::doubleValue)
                .toList();
        assertThat(heights.get(1)).isCloseTo(mean / 256, within(1e-12));
    }

    private static List<String> labels(Axis axis) {
        return axis.values().stream().map(Axis.Value::label).toList();
    }

    private static void assertTwoLines(ThrowingCallable mistake, String problem, String remedy) {
        assertThatThrownBy(mistake).satisfies(e -> {
            assertThat(e.getMessage().lines()).hasSize(2);
            assertThat(e).hasMessageContaining(problem).hasMessageContaining(remedy);
        });
    }

    /** What was really drawn. */
    private static final class Drawn implements SweepListener {

        private final List<Plan> parts = new ArrayList<>();
        private final Set<Recipe> recipes = new LinkedHashSet<>();

        @Override
        public void begins(Plan part, boolean waits) {
            parts.add(part);
        }

        @Override
        public void progressed(Progress progress) {
            recipes.addAll(progress.recipes());
        }
    }
}
