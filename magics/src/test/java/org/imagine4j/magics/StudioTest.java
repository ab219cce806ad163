package org.imagine4j.magics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Generation;
import org.imagine4j.inference.Recipe;
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

        assertThat(recipe(cat.seed(1)).sampling().temperature()).isEqualTo(0.4);
        assertThat(recipe(wild).sampling().temperature()).isEqualTo(2);
        assertThat(studio.plan(cat).recipes()).hasSize(9);
    }

    @Test
    void theLastWordOnAKnobCounts() {
        assertThat(recipe(cat().temperature(2).topK(5).temperature(0.5)).sampling())
                .extracting("temperature", "topK", "guidance")
                .containsExactly(0.5, 5, 1.25);
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
