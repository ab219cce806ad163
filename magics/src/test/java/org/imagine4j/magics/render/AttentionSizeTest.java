package org.imagine4j.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.inference.inspection.MadeUp;
import org.imagine4j.inference.inspection.Word;
import org.imagine4j.magics.Samples;
import org.imagine4j.magics.attention.EvidenceMaps;
import org.imagine4j.magics.attention.Heads;
import org.imagine4j.magics.attention.PatchMaps;
import org.imagine4j.magics.attention.WordMap;
import org.imagine4j.magics.attention.WordMaps;
import org.junit.jupiter.api.Test;

/** Pictures of DALL·E Mini's size: 256 patches and ten words, the worst of numbers and a picture that is hard to compress. */
class AttentionSizeTest {

    private static final int SIDE = 16;
    private static final int PATCHES = SIDE * SIDE;
    private static final int LIMIT = 640_000;

    private final Random random = new Random(7);
    private final Artwork artwork = artwork();

    @Test
    void wordsAndTheirEnds() {
        WordMaps maps = new WordMaps(artwork, Heads.ALL, maps(12), words(12));

        assertThat(size(new WordMapsView(maps))).isLessThan(LIMIT);
    }

    @Test
    void evidence() {
        assertThat(size(new EvidenceView(new EvidenceMaps(artwork, maps(10))))).isLessThan(LIMIT);
    }

    @Test
    void earlierPatches() {
        float[] weights = new float[PATCHES * PATCHES];
        for (int patch = 0; patch < PATCHES; patch++) {
            for (int read = 0; read <= patch; read++) {
                weights[patch * PATCHES + read] = random.nextFloat() / (patch + 1);
            }
        }
        PatchMaps maps = new PatchMaps(artwork, Heads.ofLayer(3), MadeUp.attention(PATCHES, weights));

        assertThat(size(new PatchMapsView(maps))).isLessThan(LIMIT);
    }

    private static int size(View view) {
        return view.html().length();
    }

    private List<Word> words(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Word("word" + i, i, 1, i == 0 || i == count - 1))
                .toList();
    }

    private List<WordMap> maps(int count) {
        return words(count).stream()
                .map(word -> new WordMap(word, MadeUp.map(SIDE, SIDE, position -> random.nextDouble())))
                .toList();
    }

    private Artwork artwork() {
        BufferedImage image = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 256 * 256; i++) {
            image.setRGB(i % 256, i / 256, (i % 256) << 16 | (i / 256) << 8 | random.nextInt(16));
        }
        return new Artwork(Samples.recipe("ten words", 0), new TokenGrid(SIDE, SIDE, new int[PATCHES]), image, -40);
    }
}
