package org.imagine4j.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Pictures on disk. */
@TestInstance(Lifecycle.PER_CLASS)
class ArtworkFileTest {

    @TempDir
    private Path folder;

    private BundledModel model;

    @BeforeAll
    void open() {
        model = new BundledModel(2);
    }

    @AfterAll
    void close() {
        model.close();
    }

    @Test
    void aSavedPictureComesBackWhole() {
        Artwork artwork = draw(recipe("a \"pink\" 🦄\n$x$ <b>", 42)).withTemplate("a {pink} 🦄");
        Artwork loaded = Artwork.load(artwork.save(folder.resolve("new folder/unicorn.png")));
        assertThat(loaded.recipe()).isEqualTo(artwork.recipe());
        assertThat(loaded.tokens()).isEqualTo(artwork.tokens());
        assertThat(loaded.template()).isEqualTo("a {pink} 🦄");
        assertThat(loaded.logLikelihood()).isEqualTo(artwork.logLikelihood());
        assertThat(loaded.png()).isEqualTo(artwork.png());
    }

    @Test
    void aLoadedPictureIsRemadeExactly() {
        Artwork artwork = draw(recipe("a star", 3).withIndex(4));
        Artwork loaded = Artwork.load(artwork.save(folder.resolve("star.png")));
        Artwork remade = draw(loaded.recipe());
        assertThat(remade.png()).isEqualTo(artwork.png());
    }

    @Test
    void aContinuedPictureIsRemadeExactlyToo() {
        Artwork cat = draw(recipe("a cat", 1));
        Canvas canvas = Canvas.of(cat.tokens()).openFrom(30).extended(2, 0);
        Artwork longCat = draw(recipe("a dog", 2).withCanvas(canvas));
        Artwork loaded = Artwork.load(longCat.save(folder.resolve("long.png")));
        assertThat(draw(loaded.recipe()).png()).isEqualTo(longCat.png());
    }

    @Test
    void aStoppedPictureComesBackAsFarAsItGot() {
        Artwork whole = draw(recipe("a star", 3));
        Artwork half = new Artwork(
                whole.recipe(),
                new TokenGrid(16, 16, Arrays.copyOf(whole.tokens().toArray(), 64)),
                whole.image().getSubimage(0, 0, 128, 32),
                -1);
        Artwork loaded = Artwork.load(half.save(folder.resolve("half.png")));
        assertThat(loaded.complete()).isFalse();
        assertThat(loaded.tokens()).isEqualTo(half.tokens());
        assertThat(loaded.image().getHeight()).isEqualTo(32);
    }

    @Test
    void otherProgramsFindTheSettingsWhereTheyLook() throws IOException {
        Recipe recipe = recipe("a red car, on a road", 9);
        Recipe negative =
                new Recipe(recipe.prompt(), "trees", recipe.model(), recipe.precision(), 9, 2, recipe.sampling());
        String parameters = PngText.readLatin1(draw(negative).save(folder.resolve("car.png")), "parameters");
        assertThat(parameters)
                .isEqualTo("a red car, on a road\nNegative prompt: trees\n"
                        + "Steps: 256, Sampler: Imagine, CFG scale: 1.5, Seed: 9, Size: 128x128, Model: emoji-mini,"
                        + " Model hash: " + recipe.model().revision()
                        + ", Picture: 2, Temperature: 1.0, Top K: 64, Top P: 1.0, Precision: fp32");
        Path unicorn = draw(recipe("a 🦄", 9)).save(folder.resolve("unicorn.png"));
        assertThat(PngText.read(unicorn, "parameters")).startsWith("a 🦄\nSteps: 256, ");
    }

    @Test
    void filesThatAreNoPicturesOfOursAreAnsweredInTwoLines() throws IOException {
        Path plain = folder.resolve("plain.png");
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", plain.toFile());
        Path text = Files.writeString(folder.resolve("text.png"), "hello");
        Path cut = Files.write(
                folder.resolve("cut.png"),
                Arrays.copyOf(draw(recipe("a star", 1)).png(), 60));
        assertThatThrownBy(() -> Artwork.load(plain))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s).*plain.png does not say how it was made\\.\\n[^\\n]*");
        for (Path bad : List.of(text, cut, folder.resolve("none.png"), folder)) {
            assertThatThrownBy(() -> Artwork.load(bad))
                    .as(bad.toString())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageMatching("[^\\n]+\\n[^\\n]+");
        }
        assertThat(ArtworkFile.find(plain)).isEmpty();
    }

    @Test
    void damagedTextIsNoText() throws IOException {
        Path file = draw(recipe("a star", 1)).save(folder.resolve("star.png"));
        byte[] bytes = Files.readAllBytes(file);
        String latin1 = new String(bytes, StandardCharsets.ISO_8859_1);
        int seed = latin1.indexOf("\"seed\":1");
        bytes[seed] = '#';
        Files.write(file, bytes);
        assertThat(ImageIO.read(new ByteArrayInputStream(bytes))).isNotNull();
        assertThat(ArtworkFile.find(file)).isEmpty();
    }

    private Artwork draw(Recipe recipe) {
        return model.generate(List.of(recipe)).artwork(0);
    }

    private Recipe recipe(String prompt, long seed) {
        return model.recipe(prompt, seed);
    }
}
