package org.imagine4j.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.imagine4j.inference.Generation;
import org.imagine4j.magics.Samples;
import org.junit.jupiter.api.Test;

class GenerationViewTest {

    @Test
    void showsPromptSeedAndSettingsEverywhere() {
        GenerationView view = new GenerationView(Samples.finished("a cat on a blue background", 9));

        for (String page : Stream.of(view.text(), view.html()).toList()) {
            assertThat(page)
                    .contains("a cat on a blue background", "9 pictures in 0.92 s", "seed 7", "model toy")
                    .contains("guidance 1.25", "temperature 0.4", "top-k 32")
                    .doesNotContain("top-p");
        }
    }

    @Test
    void everyPictureIsTheArtworksOwnFile() {
        Generation generation = Samples.finished("a cat", 3);
        String html = new GenerationView(generation).html();

        assertThat(Pattern.compile("base64,([^\"]+)")
                        .matcher(html)
                        .results()
                        .map(MatchResult::group)
                        .map(data -> Base64.getDecoder().decode(data.substring("base64,".length()))))
                .containsExactly(
                        generation.artwork(0).png(),
                        generation.artwork(1).png(),
                        generation.artwork(2).png());
    }

    @Test
    void aSheetForExportsHoldsThemAll() throws IOException {
        byte[] png = new GenerationView(Samples.finished("a cat", 9)).png().orElseThrow();
        BufferedImage sheet = ImageIO.read(new ByteArrayInputStream(png));

        assertThat(sheet.getWidth()).isEqualTo(3 * 160 + 2 * 8);
        assertThat(sheet.getHeight()).isEqualTo(3 * 160 + 2 * 8);
        assertThat(sheet.getRGB(80, 80)).isEqualTo(0xFFFFC800);
        assertThat(sheet.getRGB(164, 80)).isEqualTo(0xFFFFFFFF);
        assertThat(sheet.getRGB(2, 2) & 0xFF).isEqualTo(220);
        assertThat(sheet.getRGB(490, 490) & 0xFF).isEqualTo(60);
    }

    @Test
    void aStoppedRunSaysWhatWasKept() {
        assertThat(new GenerationView(Samples.stopped("a cat", 8, 8, 3)).text())
                .contains("Stopped after 0.92 s; kept 2 whole pictures and 1 partly painted");
        assertThat(new GenerationView(Samples.stopped("a cat", 3, 2)).text())
                .contains("kept 2 partly painted pictures");
        assertThat(new GenerationView(Samples.stopped("a cat", 8)).text()).contains("kept 1 whole picture ·");
        GenerationView nothing = new GenerationView(Samples.stopped("a cat"));
        assertThat(nothing.text()).contains("nothing to keep");
        assertThat(nothing.html()).contains("nothing to keep");
        assertThat(nothing.png()).isEmpty();
    }

    @Test
    void aPartlyPaintedPictureKeepsItsSquare() throws IOException {
        GenerationView view = new GenerationView(Samples.stopped("a cat", 2));

        assertThat(view.html()).contains("height=\"64\"", "padding-bottom:75.00%", "partly painted");
        BufferedImage sheet = ImageIO.read(new ByteArrayInputStream(view.png().orElseThrow()));
        assertThat(sheet.getHeight()).isEqualTo(sheet.getWidth());
        assertThat(sheet.getRGB(5, 255)).isEqualTo(0xFFFFFFFF);
    }

    @Test
    void picturesOfSeveralPromptsStandUnderTheirOwn() {
        Generation cat = Samples.finished("a cat", 2);
        Generation dog = Samples.finished("a dog", 2);
        Generation both = new Generation(
                Stream.concat(cat.artworks().stream(), dog.artworks().stream()).toList(),
                Generation.Outcome.FINISHED,
                cat.timings(),
                cat.placement());

        assertThat(new GenerationView(both).text()).startsWith("a cat\na dog\n4 pictures");
        assertThat(new GenerationView(both).html())
                .containsSubsequence(">a cat<", "artwork(0)", "artwork(1)", ">a dog<", "artwork(2)", "artwork(3)");
    }

    @Test
    void oneArtworkShowsItselfLarge() {
        ArtworkView view = new ArtworkView(Samples.finished("a cat", 3).artwork(2));

        assertThat(view.html()).contains("width=\"256\"", "a cat", "seed 7", "picture 2");
        assertThat(view.text())
                .isEqualTo("a cat\npicture 2, 64×64 pixels · seed 7 · model toy · guidance 1.25"
                        + " · temperature 0.4 · top-k 32");
        assertThat(view.png()).hasValueSatisfying(png -> assertThat(png).startsWith(0x89, 'P', 'N', 'G'));
    }
}
