package org.imagine4j.magics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Canvas;
import org.imagine4j.inference.Generation;
import org.imagine4j.inference.Recipe;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.Precision;
import org.imagine4j.models.store.ModelStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs with the bundled model. */
@Timeout(120)
class StudioTest {

    @TempDir
    private static Path home;

    private static Studio studio;

    @BeforeAll
    static void openStudio() {
        studio = new Studio(() -> new ModelStore(home));
    }

    @AfterAll
    static void closeStudio() {
        studio.close();
    }

    @Test
    void requestsAreImmutable() {
        Imagine cat = cat();
        Imagine wild = cat.temperature(2).images(1);

        assertThat(recipe(cat.seed(1)).sampling().temperature()).isEqualTo(1);
        assertThat(recipe(wild).sampling().temperature()).isEqualTo(2);
        assertThat(studio.plan(cat).recipes()).hasSize(9);
    }

    @Test
    void theLastWordOnAKnobCounts() {
        assertThat(recipe(cat().temperature(2).topK(5).temperature(0.5)).sampling())
                .extracting("temperature", "topK", "guidance")
                .containsExactly(0.5, 5, 1.5);
    }

    @Test
    void precisionsAndDevicesThatDoNotExistAreAnsweredWithThoseThatDo() {
        assertThatThrownBy(() -> cat().precision("fp8"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("precision is fp8; it must be one of auto, fp32, int8, fp16.");
        assertThatThrownBy(() -> cat().device("gpu"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("device is gpu; it must be one of auto, cpu, cuda");
        assertThat(recipe(cat().precision("auto").device("auto")).precision()).isEqualTo(Precision.FP32);
        assertThat(recipe(cat().precision("INT8")).precision()).isEqualTo(Precision.INT8);
    }

    @Test
    void mistakesAreAnsweredWhereTheyAreMade() {
        assertThatThrownBy(() -> cat().guidance(-1)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> cat().images(0)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> studio.prompts(List.of("a cat", " "))).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> studio.prompts(List.of())).isInstanceOf(UsageException.class);
    }

    @Test
    void runsAtTheSameTimeQueueAndAllComeOutRight() throws Exception {
        List<?> alone = tokens(cat().images(2).seed(5).run());

        List<CompletableFuture<Generation>> runs = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> cat().images(2).seed(5).run()))
                .toList();

        for (CompletableFuture<Generation> run : runs) {
            assertThat(tokens(run.get(60, TimeUnit.SECONDS))).isEqualTo(alone);
        }
    }

    @Test
    void closingStopsARunAndKeepsWhatItHas() throws Exception {
        Thread closer = new Thread(studio::close);
        Generation generation = cat().images(2)
                .listener(progress -> {
                    if (progress.rowsDone() == 2) {
                        closer.start();
                        while (closer.getState() != Thread.State.WAITING) {
                            Thread.onSpinWait();
                        }
                    }
                })
                .run();
        closer.join();

        assertThat(generation.finished()).isFalse();
        assertThat(generation.artworks())
                .extracting(artwork -> artwork.tokens().rowsFilled())
                .containsExactly(1, 1);
        assertThat(cat().images(1).run().finished()).as("it opens again").isTrue();
    }

    @Test
    void aRunThatIsStoppedWhileItWaitsHasNothing() throws Exception {
        CountDownLatch drawing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Generation> first = CompletableFuture.supplyAsync(() -> cat().images(1)
                .listener(progress -> {
                    drawing.countDown();
                    await(goOn);
                })
                .run());
        await(drawing);

        Thread.currentThread().interrupt();
        Generation second = cat().images(1).run();
        goOn.countDown();

        assertThat(second.finished()).isFalse();
        assertThat(second.artworks()).isEmpty();
        assertThat(Thread.interrupted()).isFalse();
        assertThat(first.get(60, TimeUnit.SECONDS).finished()).isTrue();
    }

    @Test
    void aPictureIsRemadeToTheLastToken() {
        Artwork artwork = cat().images(3).seed(5).temperature(2).run().artwork(2);

        Artwork again = studio.remake(artwork).run().artwork(0);

        assertThat(again.recipe()).isEqualTo(artwork.recipe());
        assertThat(again.tokens()).isEqualTo(artwork.tokens());
        assertThat(again.logLikelihood()).isEqualTo(artwork.logLikelihood());
    }

    @Test
    void aPictureOfAnotherRevisionIsNotPassedOffAsTheSame() {
        Artwork artwork = cat().images(1).seed(5).run().artwork(0);
        Recipe recipe = artwork.recipe();
        Recipe elsewhere = new Recipe(
                recipe.prompt(),
                "",
                new ModelId(recipe.model().name(), "another"),
                recipe.precision(),
                5,
                0,
                recipe.sampling());
        Imagine remake =
                studio.remake(new Artwork(elsewhere, artwork.tokens(), artwork.image(), artwork.logLikelihood()));

        assertThatThrownBy(remake::run)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("emoji-mini@another")
                .hasMessageContaining(recipe.model().toString());
        assertThat(recipe(remake.model("emoji-mini"))).isEqualTo(recipe);
    }

    @Test
    void variationsKeepTheUpperHalf() {
        Artwork artwork = cat().images(1).seed(5).run().artwork(0);

        List<Artwork> variations = studio.variations(artwork)
                .images(4)
                .seed(9)
                .temperature(4)
                .run()
                .artworks();

        assertThat(variations).allSatisfy(variation -> {
            assertThat(rows(variation, 4)).isEqualTo(rows(artwork, 4));
            assertThat(variation.recipe().prompt()).isEqualTo("a cat");
        });
        assertThat(variations).extracting(Artwork::tokens).doesNotHaveDuplicates();
    }

    @Test
    void whatIsKeptCanBeChosen() {
        Artwork artwork = cat().images(1).seed(5).run().artwork(0);

        Artwork dog = studio.prompts(List.of("a dog"))
                .from(artwork)
                .keep(2, 3)
                .images(1)
                .run()
                .artwork(0);

        assertThat(Arrays.copyOf(dog.tokens().toArray(), 35))
                .isEqualTo(Arrays.copyOf(artwork.tokens().toArray(), 35));
        assertThat(dog.recipe().prompt()).isEqualTo("a dog");
        assertThatThrownBy(() -> cat().from(artwork).keep(17).run())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("keep is 17")
                .hasMessageContaining("16 rows");
    }

    @Test
    void anyPictureCanBeStartedFrom(@TempDir Path folder) throws IOException {
        Artwork artwork = cat().images(1).seed(5).run().artwork(0);
        Path withTokens = artwork.save(folder.resolve("tokens.png"));
        Path plain = folder.resolve("plain.png");
        ImageIO.write(artwork.image(), "png", plain.toFile());

        assertThat(recipe(cat().from(withTokens)).canvas())
                .isEqualTo(Canvas.of(artwork.tokens()).openFrom(128));
        Canvas read = recipe(cat().from(plain)).canvas();
        assertThat(read).isEqualTo(recipe(cat().from(artwork.image())).canvas());
        assertThat(cat().images(1).from(plain).run().finished()).isTrue();
    }

    @Test
    void aPictureGrows() {
        Artwork artwork = cat().images(1).seed(5).run().artwork(0);

        Artwork grown =
                cat().images(1).seed(5).from(artwork).size(160, 144).run().artwork(0);

        assertThat(grown.image().getWidth()).isEqualTo(160);
        assertThat(grown.image().getHeight()).isEqualTo(144);
        assertThat(grown.tokens().token(15, 15)).isEqualTo(artwork.tokens().token(15, 15));
        assertThatThrownBy(() -> cat().from(grown).size(128, 128).run())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("less than the 160x144");
    }

    @Test
    void seamlessPicturesAreOneMore() {
        Generation generation = cat().images(4).seed(5).seamless(true).run();

        assertThat(generation.artworks()).hasSize(4);
        assertThat(generation.mosaics()).hasSize(1);
        Artwork mosaic = generation.mosaics().get(0);
        assertThat(mosaic.image().getWidth()).isEqualTo(256);
        assertThat(mosaic.tokens().token(16, 16))
                .isEqualTo(generation.artwork(3).tokens().token(0, 0));
        assertThat(studio.remake(mosaic).run().artwork(0).png())
                .as("it can be saved, loaded and made again like any picture")
                .isEqualTo(mosaic.png());
        assertThatThrownBy(() -> cat().images(25).seamless(true).run())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("25")
                .hasMessageContaining("16");
    }

    @Test
    void templatesAreKeptBesideTheirPrompts() {
        Generation generation =
                studio.prompts(List.of("a {red|blue} heart")).images(1).run();

        assertThat(generation.artworks())
                .extracting(artwork -> artwork.recipe().prompt())
                .containsExactly("a red heart", "a blue heart");
        assertThat(generation.artworks()).extracting(Artwork::template).containsOnly("a {red|blue} heart");
    }

    @Test
    void tooManyPicturesAreRefused() {
        assertThatThrownBy(() -> studio.plan(
                        studio.prompts(List.of("{a|b|c|d|e} {a|b|c|d|e}")).images(50)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("1250 pictures");
        assertThatThrownBy(() -> studio.prompts(List.of("{a|b}".repeat(30))))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("more than 1000 prompts");
    }

    @Test
    void theLatestPicturesAreRemembered() {
        Generation generation = cat().images(1).run();

        assertThat(studio.latest())
                .hasValueSatisfying(latest -> assertThat(latest.artwork(0)).isSameAs(generation.artwork(0)));
    }

    private static int[] rows(Artwork artwork, int rows) {
        return Arrays.copyOf(artwork.tokens().toArray(), rows * artwork.tokens().columns());
    }

    private static Imagine cat() {
        return studio.prompts(List.of("a cat"));
    }

    private static Recipe recipe(Imagine request) {
        return studio.plan(request).recipes().get(0);
    }

    private static List<?> tokens(Generation generation) {
        return generation.artworks().stream().map(Artwork::tokens).toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
