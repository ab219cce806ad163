package org.imagine4j.models.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.checkpoint.Checkpoint;
import org.imagine4j.models.checkpoint.CheckpointException;
import org.imagine4j.models.golden.NpzFile.FloatArray;
import org.imagine4j.models.golden.ReferenceRun.Text;
import org.imagine4j.models.store.ImportedModel;
import org.imagine4j.models.store.ModelImporter;
import org.imagine4j.models.store.ModelStore;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The graphs against values that independent implementations computed from the same weights. Tolerances are those that
 * come with the goldens, for float32 arithmetic.
 */
class GoldenTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final ModelCard CARD = new ModelCard("t", "", "", "", 0, 0, 0, "", "", List.of());

    @TempDir
    Path temp;

    /**
     * A random model in a published layout.
     *
     * @param transformer folder of the transformer
     * @param vqgan folder of the VQGAN
     * @param expected folder of the expected values
     */
    record Fixture(String transformer, String vqgan, String expected) {

        @Override
        public String toString() {
            return transformer;
        }
    }

    static List<Fixture> fixtures() {
        return List.of(
                new Fixture("mini-flax", "mini-flax", "mini-flax"),
                new Fixture("mini-flax-scan", "mini-flax", "mini-flax"),
                new Fixture("mega-flax-scan", "mini-flax", "mega-flax-scan"),
                new Fixture("min-dalle-float32", "min-dalle-float32", "mini-flax"),
                new Fixture("min-dalle-float16", "mini-flax", "min-dalle-float16"),
                new Fixture("min-dalle-legacy-float16", "mini-flax", "min-dalle-float16"));
    }

    /** Random models in every published layout. */
    @Nested
    class PublishedLayouts {

        private NpzFile expected(Fixture fixture) throws IOException {
            return new NpzFile(GOLDEN.resolve(fixture.expected).resolve("expected.npz"));
        }

        private ReferenceRun open(Fixture fixture) throws IOException, OrtException {
            Path source = Files.createDirectory(temp.resolve("source"));
            copy(GOLDEN.resolve(fixture.transformer).resolve("dalle"), source.resolve("dalle"));
            copy(GOLDEN.resolve(fixture.vqgan).resolve("vqgan"), source.resolve("vqgan"));
            Path target = Files.createDirectory(temp.resolve("model"));
            return new ReferenceRun(new ModelImporter().importCheckpoint(source, target, new ModelId("t", "0"), CARD));
        }

        @ParameterizedTest
        @MethodSource("org.imagine4j.models.golden.GoldenTest#fixtures")
        void encoderStatesAgree(Fixture fixture) throws Exception {
            try (NpzFile expected = expected(fixture);
                    ReferenceRun run = open(fixture)) {
                for (String lane : List.of("cond", "uncond")) {
                    for (int prompt = 0; prompt < 2; prompt++) {
                        assertClose(
                                run.encode(text(expected, lane, prompt)),
                                expected.floats("encoder_" + lane).at(prompt),
                                5e-5f);
                    }
                }
            }
        }

        @ParameterizedTest
        @MethodSource("org.imagine4j.models.golden.GoldenTest#fixtures")
        void logitsOfBothLanesAgree(Fixture fixture) throws Exception {
            try (NpzFile expected = expected(fixture);
                    ReferenceRun run = open(fixture)) {
                for (int prompt = 0; prompt < 2; prompt++) {
                    long[] forced = expected.longs("forced_tokens")[prompt];
                    Text uncond = text(expected, "uncond", prompt);
                    Text cond = text(expected, "cond", prompt);
                    float[][][] logits = run.decode((position, l) -> forced[position], uncond, cond);
                    float[][][] atOnce = run.inspect(forced, uncond, cond).logits();
                    for (int t = 0; t < forced.length; t++) {
                        assertClose(atOnce[t][0], row(expected, "logits_uncond", prompt, t), 5e-5f);
                        assertClose(atOnce[t][1], row(expected, "logits_cond", prompt, t), 5e-5f);
                        assertClose(logits[t][0], row(expected, "logits_uncond", prompt, t), 5e-5f);
                        assertClose(logits[t][1], row(expected, "logits_cond", prompt, t), 5e-5f);
                        assertClose(guided(logits[t], 10), row(expected, "logits_super_10", prompt, t), 1e-3f);
                        assertClose(guided(logits[t], 16), row(expected, "logits_super_16", prompt, t), 1.6e-3f);
                    }
                }
            }
        }

        @ParameterizedTest
        @MethodSource("org.imagine4j.models.golden.GoldenTest#fixtures")
        void greedyTokensAgree(Fixture fixture) throws Exception {
            try (NpzFile expected = expected(fixture);
                    ReferenceRun run = open(fixture)) {
                for (int prompt = 0; prompt < 2; prompt++) {
                    Text uncond = text(expected, "uncond", prompt);
                    assertThat(greedy(run, 10, 96, uncond, text(expected, "cond", prompt)))
                            .isEqualTo(expected.longs("greedy_tokens")[prompt]);
                }
            }
        }

        @ParameterizedTest
        @MethodSource("org.imagine4j.models.golden.GoldenTest#fixtures")
        void crossAttentionAgrees(Fixture fixture) throws Exception {
            try (NpzFile expected = expected(fixture);
                    ReferenceRun run = open(fixture)) {
                for (int prompt = 0; prompt < 2; prompt++) {
                    long[] greedy = expected.longs("greedy_tokens")[prompt];
                    float[][] attention =
                            run.inspect(greedy, text(expected, "cond", prompt)).lastCrossAttention();
                    for (int t = 0; t < greedy.length; t++) {
                        assertClose(attention[t], row(expected, "cross_attention_greedy", prompt, t), 1e-5f);
                    }
                }
            }
        }

        @ParameterizedTest
        @MethodSource("org.imagine4j.models.golden.GoldenTest#fixtures")
        void positionsLookAtThemselvesAndBack(Fixture fixture) throws Exception {
            try (NpzFile expected = expected(fixture);
                    ReferenceRun run = open(fixture)) {
                float[][][][] attention = run.inspect(expected.longs("greedy_tokens")[0], text(expected, "cond", 0))
                        .selfAttention();
                for (float[][][] layer : attention) {
                    for (float[][] head : layer) {
                        for (int position = 0; position < head.length; position++) {
                            double seen = 0;
                            for (int key = 0; key < head.length; key++) {
                                assertThat(key > position ? head[position][key] : 0)
                                        .isZero();
                                seen += head[position][key];
                            }
                            assertThat(seen).isCloseTo(1, within(1e-5));
                        }
                    }
                }
            }
        }

        @Test
        void safetensorsWithFlaxsNamesAgree() throws Exception {
            Path source = safetensorsSource();
            try (Checkpoint dalle = Checkpoint.open(GOLDEN.resolve("mini-flax/dalle/flax_model.msgpack"));
                    Checkpoint vqgan = Checkpoint.open(GOLDEN.resolve("mini-flax/vqgan/flax_model.msgpack"))) {
                new SafetensorsFile()
                        .add(dalle, name -> name.replace('/', '.'))
                        .write(source.resolve("dalle/model.safetensors"));
                new SafetensorsFile().add(vqgan, name -> name).write(source.resolve("vqgan/model.safetensors"));
            }
            assertGreedyTokensAndPicturesAgree(source);
        }

        @Test
        void safetensorsWithPyTorchsNamesAgree() throws Exception {
            Path source = safetensorsSource();
            Path files = GOLDEN.resolve("min-dalle-float32");
            try (Checkpoint encoder = Checkpoint.open(files.resolve("dalle/encoder.pt"));
                    Checkpoint decoder = Checkpoint.open(files.resolve("dalle/decoder.pt"));
                    Checkpoint detoker = Checkpoint.open(files.resolve("vqgan/detoker.pt"))) {
                new SafetensorsFile()
                        .add(encoder, "encoder."::concat)
                        .add(decoder, "decoder."::concat)
                        .write(source.resolve("dalle/model.safetensors"));
                new SafetensorsFile().add(detoker, name -> name).write(source.resolve("vqgan/model.safetensors"));
            }
            assertGreedyTokensAndPicturesAgree(source);
        }

        @Test
        void aHeadUnderTwoNamesIsRefused() throws Exception {
            Path source = safetensorsSource();
            Path files = GOLDEN.resolve("min-dalle-float32");
            try (Checkpoint encoder = Checkpoint.open(files.resolve("dalle/encoder.pt"));
                    Checkpoint decoder = Checkpoint.open(files.resolve("dalle/decoder.pt"))) {
                new SafetensorsFile()
                        .add(decoder, name -> name)
                        .add(encoder, "encoder."::concat)
                        .add(decoder, "decoder."::concat)
                        .keep(name -> name.contains("coder.") || name.equals("lm_head.weight"))
                        .write(source.resolve("dalle/model.safetensors"));
            }
            copy(GOLDEN.resolve("mini-flax/vqgan"), temp.resolve("vqgan"));
            Files.copy(temp.resolve("vqgan/flax_model.msgpack"), source.resolve("vqgan/flax_model.msgpack"));
            Path target = Files.createDirectory(temp.resolve("model"));
            assertThatThrownBy(() -> new ModelImporter().importCheckpoint(source, target, new ModelId("t", "0"), CARD))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("lm_head.weight is there twice");
        }

        private Path safetensorsSource() throws IOException {
            Path source = Files.createDirectory(temp.resolve("source"));
            copy(GOLDEN.resolve("mini-flax/dalle"), source.resolve("dalle"));
            copy(GOLDEN.resolve("mini-flax/vqgan"), source.resolve("vqgan"));
            Files.delete(source.resolve("dalle/flax_model.msgpack"));
            Files.delete(source.resolve("vqgan/flax_model.msgpack"));
            return source;
        }

        private void assertGreedyTokensAndPicturesAgree(Path source) throws Exception {
            Path target = Files.createDirectory(temp.resolve("model"));
            ImportedModel model = new ModelImporter().importCheckpoint(source, target, new ModelId("t", "0"), CARD);
            try (NpzFile expected = expected(fixtures().get(0));
                    ReferenceRun run = new ReferenceRun(model)) {
                Text uncond = text(expected, "uncond", 0);
                long[] tokens = greedy(run, 10, 96, uncond, text(expected, "cond", 0));
                assertThat(tokens).isEqualTo(expected.longs("greedy_tokens")[0]);
                assertClose(run.paint(tokens), expected.floats("image").at(0), 1e-4f);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"mini-flax", "min-dalle-float32"})
        void picturesAgree(String vqgan) throws Exception {
            Fixture fixture = new Fixture("mini-flax", vqgan, "mini-flax");
            try (NpzFile expected = expected(fixture);
                    ReferenceRun run = open(fixture)) {
                long[][] tokens = expected.longs("image_tokens");
                for (int i = 0; i < tokens.length; i++) {
                    assertClose(run.paint(tokens[i]), expected.floats("image").at(i), 1e-4f);
                }
            }
        }

        @Test
        void picturesAreQuantisedAlike() throws Exception {
            Fixture fixture = fixtures().get(0);
            try (NpzFile expected = expected(fixture);
                    ReferenceRun run = open(fixture)) {
                ReferenceRun.Quantised quantised =
                        run.quantise(expected.floats("pixels").values());
                assertClose(
                        quantised.latents(), expected.floats("encoder_latents").at(0), 1e-4f);
                assertThat(quantised.tokens()).isEqualTo(expected.longs("vq_indices")[0]);
            }
        }

        private Text text(NpzFile expected, String lane, int prompt) throws IOException {
            return new Text(expected.longs("text_ids_" + lane)[prompt], expected.longs("text_mask_" + lane)[prompt]);
        }

        private FloatArray row(NpzFile expected, String name, int prompt, int position) throws IOException {
            return expected.floats(name).at(prompt).at(position);
        }
    }

    /** The bundled model, whose goldens come from the program that trained it. */
    @Nested
    class EmojiMini {

        private static final int PROMPTS = 6;

        private NpzFile expected() throws IOException {
            return new NpzFile(GOLDEN.resolve("emoji-mini/golden.npz"));
        }

        private ReferenceRun open() throws OrtException {
            ImportedModel model = new ModelStore(temp).open("emoji-mini");
            return new ReferenceRun(model);
        }

        @Test
        void textEncoderAndDecoderAgree() throws Exception {
            try (NpzFile expected = expected();
                    ReferenceRun run = open()) {
                for (int prompt = 0; prompt < PROMPTS; prompt++) {
                    Text text = text(expected, prompt);
                    assertClose(
                            run.encode(text), expected.floats("encoder_output").at(prompt), 5e-5f);
                    long[] forced = expected.longs("greedy_tokens_scale1")[prompt];
                    float[][][] logits = run.decode((position, l) -> forced[position], text);
                    float[][][] atOnce = run.inspect(forced, text).logits();
                    long[] positions = expected.longs("logit_positions")[prompt];
                    for (int k = 0; k < positions.length; k++) {
                        int position = (int) positions[k];
                        FloatArray row = expected.floats("teacher_forced_logits")
                                .at(prompt)
                                .at(k);
                        assertClose(logits[position][0], row, 1e-4f);
                        assertClose(atOnce[position][0], row, 1e-4f);
                    }
                }
            }
        }

        @Test
        void greedyTokensAgreeWithRecommendedGuidance() throws Exception {
            float guidance =
                    (float) new ModelStore(temp).open("emoji-mini").sampling().guidance();
            try (NpzFile expected = expected();
                    ReferenceRun run = open()) {
                for (int prompt = 0; prompt < PROMPTS; prompt++) {
                    Text text = text(expected, prompt);
                    Text empty = new Text(new long[text.ids().length], new long[text.ids().length]);
                    Arrays.fill(empty.ids(), 1);
                    empty.ids()[0] = 0;
                    empty.ids()[1] = 2;
                    empty.mask()[0] = 1;
                    empty.mask()[1] = 1;
                    assertThat(greedy(run, guidance, 1024, empty, text))
                            .isEqualTo(expected.longs("greedy_tokens_recommended")[prompt]);
                }
            }
        }

        @Test
        void picturesAgree() throws Exception {
            try (NpzFile expected = expected();
                    ReferenceRun run = open()) {
                for (int prompt = 0; prompt < PROMPTS; prompt++) {
                    FloatArray image = expected.floats("image_recommended").at(prompt);
                    assertClose(run.paint(expected.longs("greedy_tokens_recommended")[prompt]), image, 1e-4f);
                    assertThat(run.quantise(image.values()).tokens())
                            .isEqualTo(expected.longs("vqgan_encode_tokens")[prompt]);
                }
            }
        }

        private Text text(NpzFile expected, int prompt) throws IOException {
            return new Text(expected.longs("input_ids")[prompt], expected.longs("attention_mask")[prompt]);
        }
    }

    private static long[] greedy(ReferenceRun run, float guidance, int codes, Text uncond, Text cond)
            throws OrtException {
        return Arrays.stream(run.decode((position, l) -> argMax(guided(l, guidance), codes), uncond, cond))
                .mapToLong(l -> argMax(guided(l, guidance), codes))
                .toArray();
    }

    private static float[] guided(float[][] logits, float guidance) {
        float[] result = new float[logits[0].length];
        for (int i = 0; i < result.length; i++) {
            result[i] = logits[0][i] + guidance * (logits[1][i] - logits[0][i]);
        }
        return result;
    }

    private static long argMax(float[] values, int count) {
        return IntStream.range(0, count)
                .reduce((a, b) -> values[b] > values[a] ? b : a)
                .orElseThrow();
    }

    private static void assertClose(float[] actual, FloatArray expected, float tolerance) {
        assertThat(actual).containsExactly(expected.values(), within(tolerance));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (var files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
