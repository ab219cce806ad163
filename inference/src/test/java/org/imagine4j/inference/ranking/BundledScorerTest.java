package org.imagine4j.inference.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.imagine4j.models.store.ImportedScorer;
import org.imagine4j.models.store.ModelStore;
import org.junit.jupiter.api.Test;

/** The bundled scorer against the program that trained it. */
class BundledScorerTest {
    private static final Path GOLDEN = Path.of("../models/emoji-mini/golden-scorer.json");

    private record Golden(double scale, List<Text> texts, List<Picture> pictures, double[][] scores) {}

    private record Text(String text, int[] ids, float[] vector) {}

    private record Picture(String png, float[] vector) {
        BufferedImage image() throws Exception {
            return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png)));
        }
    }

    @Test
    void vectorsAndScoresAreThoseOfItsTraining() throws Exception {
        Golden golden;
        try (Reader reader = Files.newBufferedReader(GOLDEN)) {
            golden = new Gson().fromJson(reader, Golden.class);
        }
        ImportedScorer model = new ModelStore(Path.of("target/imagine-home")).openScorer("emoji-scorer");
        try (Scorer scorer = Scorer.open(model)) {
            assertThat(model.logitScale()).isCloseTo(golden.scale(), within(1e-4));
            for (Text text : golden.texts()) {
                assertThat(scorer.embed(text.text())).as(text.text()).containsExactly(text.vector(), within(2e-5f));
            }
            for (int k = 0; k < golden.pictures().size(); k++) {
                Picture picture = golden.pictures().get(k);
                assertThat(scorer.embed(picture.image())).containsExactly(picture.vector(), within(2e-5f));
                for (int i = 0; i < golden.texts().size(); i++) {
                    double similarity = scorer.similarity(golden.texts().get(i).text(), picture.image());
                    assertThat(golden.scale() * similarity).isCloseTo(golden.scores()[i][k], within(1e-3));
                }
            }
        }
    }
}
