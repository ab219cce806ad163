package org.imagine4j.inference.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Cancellation;
import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.Sampling;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.inference.ranking.SmallScorer.Expected;
import org.imagine4j.inference.ranking.SmallScorer.Picture;
import org.imagine4j.inference.ranking.SmallScorer.Run;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.Precision;
import org.imagine4j.models.ProgressListener;
import org.imagine4j.models.SamplingDefaults;
import org.imagine4j.models.store.CheckpointSource;
import org.imagine4j.models.store.ImportedScorer;
import org.imagine4j.models.store.ModelStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scorer against transformers, on small random weights. */
class ScorerTest {

    private static final double TOLERANCE = 5e-6;

    @TempDir
    private static Path home;

    private static ImportedScorer model;
    private static Expected expected;

    @BeforeAll
    static void read() throws Exception {
        model = SmallScorer.in(home);
        expected = SmallScorer.expected();
    }

    @Test
    void vectorsAndLogitsAreThoseOfTransformers() {
        compare(model, expected.quickGelu());
    }

    @Test
    void theExactGeluIsThatOfTransformers(@TempDir Path folder) throws Exception {
        Path checkpoint = Files.createDirectory(folder.resolve("gelu"));
        try (Stream<Path> files = Files.list(SmallScorer.CHECKPOINT)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, checkpoint.resolve(file.getFileName()));
            }
        }
        Path config = checkpoint.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("quick_gelu", "gelu"));
        ImportedScorer gelu = (ImportedScorer)
                new ModelStore(folder).importFolder(CheckpointSource.in(checkpoint), "gelu", ProgressListener.SILENT);

        compare(gelu, expected.gelu());
    }

    private static void compare(ImportedScorer scorerModel, Run run) {
        try (Scorer scorer = Scorer.open(scorerModel)) {
            List<String> captions = expected.captions();
            for (int i = 0; i < captions.size(); i++) {
                assertThat(scorer.embed(captions.get(i)))
                        .as(captions.get(i))
                        .containsExactly(run.text()[i], within((float) TOLERANCE));
            }
            for (int k = 0; k < expected.pictures().size(); k++) {
                BufferedImage image = image(expected.pictures().get(k));
                assertThat(scorer.embed(image)).containsExactly(run.image()[k], within((float) TOLERANCE));
                for (int i = 0; i < captions.size(); i++) {
                    assertThat(scorerModel.logitScale() * scorer.similarity(captions.get(i), image))
                            .isCloseTo(run.logits()[i][k], within(1e-3));
                }
            }
        }
    }

    @Test
    void picturesArePreparedAsByPillowToTheLastBit() {
        MiddleSquare square = new MiddleSquare(32, 32);
        for (Picture picture : expected.pictures()) {
            int[] pixels = square.of(image(picture));
            byte[] bytes = new byte[pixels.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) pixels[i];
            }
            assertThat(HexFormat.of().formatHex(bytes))
                    .as(picture.width() + "×" + picture.height())
                    .isEqualTo(picture.crop());
        }
    }

    @Test
    void theBestComesFirstAndEveryPromptIsRankedAlone() {
        List<Artwork> artworks = Stream.of("a cat", "two red dogs")
                .flatMap(prompt -> IntStream.range(0, 6)
                        .mapToObj(i ->
                                artwork(prompt, i, image(expected.pictures().get(i)))))
                .toList();
        try (Scorer scorer = Scorer.open(model)) {
            Ranking ranking = scorer.rank(artworks, Cancellation.NEVER).orElseThrow();

            assertThat(ranking.scorer()).isEqualTo(model.id());
            assertThat(ranking.artworks()).containsExactlyInAnyOrderElementsOf(artworks);
            for (List<Ranked> ofPrompt :
                    List.of(ranking.pictures().subList(0, 6), ranking.pictures().subList(6, 12))) {
                assertThat(ofPrompt)
                        .extracting(r -> r.artwork().recipe().prompt())
                        .hasSize(6);
                assertThat(ofPrompt.stream()
                                .map(r -> r.artwork().recipe().prompt())
                                .distinct())
                        .hasSize(1);
                assertThat(ofPrompt)
                        .isSortedAccordingTo((a, b) ->
                                Double.compare(b.score().similarity(), a.score().similarity()));
                assertThat(ofPrompt.stream()
                                .mapToDouble(r -> r.score().probability())
                                .sum())
                        .isCloseTo(1, within(1e-9));
                for (Ranked ranked : ofPrompt) {
                    assertThat(ranked.score().similarity())
                            .isEqualTo(scorer.similarity(
                                    ranked.artwork().recipe().prompt(),
                                    ranked.artwork().image()));
                    assertThat(ranked.score().clipScore())
                            .isEqualTo(100 * ranked.score().similarity());
                }
            }
            Ranking best = ranking.best(2);
            assertThat(best.pictures())
                    .containsExactly(
                            ranking.pictures().get(0),
                            ranking.pictures().get(1),
                            ranking.pictures().get(6),
                            ranking.pictures().get(7));
        }
    }

    @Test
    void equalPicturesStayInTheirOrder() {
        BufferedImage image = image(expected.pictures().get(0));
        List<Artwork> artworks =
                IntStream.range(0, 5).mapToObj(i -> artwork("a cat", i, image)).toList();
        try (Scorer scorer = Scorer.open(model)) {
            Ranking ranking = scorer.rank(artworks, Cancellation.NEVER).orElseThrow();
            assertThat(ranking.artworks()).isEqualTo(artworks);
            assertThat(ranking.pictures()).allMatch(ranked -> ranked.score().probability() == 0.2);
        }
    }

    @Test
    void aStopEndsItBeforeTheNextPicture() {
        List<Artwork> artworks = IntStream.range(0, 4)
                .mapToObj(i -> artwork("a cat", i, image(expected.pictures().get(i))))
                .toList();
        AtomicInteger asked = new AtomicInteger();
        try (Scorer scorer = Scorer.open(model)) {
            assertThat(scorer.rank(artworks, () -> asked.incrementAndGet() > 2)).isEmpty();
        }
        assertThat(asked).hasValue(3);
    }

    private static Artwork artwork(String prompt, int index, BufferedImage image) {
        Recipe recipe = new Recipe(
                prompt,
                "",
                new ModelId("m", "r"),
                Precision.FP32,
                7,
                index,
                Sampling.of(new SamplingDefaults(1, 1, 0, 1)));
        return new Artwork(recipe, new TokenGrid(1, 1, new int[] {0}), image, 0);
    }

    private static BufferedImage image(Picture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int rgb = 0;
                for (int k = 0; k < 3; k++) {
                    rgb = rgb << 8 | (x * (7 + k) * picture.factor() + y * (13 - k) + 50 * k + x * y % 31 * 5) % 256;
                }
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }
}
