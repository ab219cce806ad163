package org.imagine4j.inference.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imagine4j.inference.Pipeline;
import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.Sampling;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.inference.runtime.OnnxRuntime;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.Precision;
import org.imagine4j.models.store.ImportedModel;
import org.imagine4j.models.store.ModelImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A random model against what independent implementations computed from the same weights. */
class GoldenInspectionTest {

    private static final Path CHECKPOINT = Path.of("../models/src/test/resources/golden/mini-flax");
    private static final int SIDE = 4;

    record Golden(List<Picture> pictures) {}

    record Picture(
            String prompt,
            int[] ids,
            int[] forcedTokens,
            double[] conditional,
            double[] unconditional,
            double[] guided10,
            int[] greedyTokens,
            float[][] crossAttention) {}

    @Test
    void probabilitiesAndAttentionAgree(@TempDir Path folder) throws IOException {
        Golden golden;
        try (Reader reader = Files.newBufferedReader(Path.of("src/test/resources/golden/mini-flax.json"))) {
            golden = new Gson().fromJson(reader, Golden.class);
        }
        ImportedModel model = new ModelImporter()
                .importCheckpoint(
                        CHECKPOINT,
                        folder,
                        new ModelId("t", "0"),
                        new ModelCard("t", "", "", "", 0, 0, 0, "", "", List.of()));
        try (Pipeline pipeline = Pipeline.open(model, new OnnxRuntime(2))) {
            assertThat(golden.pictures).hasSize(2);
            for (Picture picture : golden.pictures) {
                Recipe recipe =
                        new Recipe(picture.prompt, "", model.id(), Precision.FP32, 0, 0, new Sampling(10, 1, 0, 1));
                assertProbabilities(pipeline, recipe, picture);
                assertAttention(pipeline, recipe, picture);
            }
        }
    }

    private static void assertProbabilities(Pipeline pipeline, Recipe recipe, Picture picture) {
        Inspection inspection = pipeline.inspect(recipe, new TokenGrid(SIDE, SIDE, picture.forcedTokens));
        assertThat(inspection.promptTokens().stream().mapToInt(PromptToken::id).toArray())
                .isEqualTo(picture.ids);
        for (PositionOdds odds : inspection.probabilities().positions()) {
            int i = odds.position();
            assertThat(odds.conditional().logProbability()).isCloseTo(picture.conditional[i], within(1e-4));
            assertThat(odds.unconditional().logProbability()).isCloseTo(picture.unconditional[i], within(1e-4));
            assertThat(odds.guided().logProbability()).isCloseTo(picture.guided10[i], within(2e-3));
            assertThat(odds.drawn().logProbability()).isCloseTo(picture.guided10[i], within(2e-3));
        }
    }

    /** The golden values are those of the last layer, averaged over its heads. */
    private static void assertAttention(Pipeline pipeline, Recipe recipe, Picture picture) {
        Inspection inspection = pipeline.inspect(recipe, new TokenGrid(SIDE, SIDE, picture.greedyTokens));
        List<LayerAttention> layers = inspection.crossAttention().layers();
        float[][] last = layers.get(layers.size() - 1).mean().toArray();
        assertThat(last.length).isEqualTo(picture.crossAttention.length);
        for (int position = 0; position < last.length; position++) {
            assertThat(last[position]).containsExactly(picture.crossAttention[position], within(1e-5f));
        }
    }
}
