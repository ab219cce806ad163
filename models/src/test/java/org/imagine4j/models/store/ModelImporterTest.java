package org.imagine4j.models.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.imagine4j.models.ModelCard;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.checkpoint.CheckpointException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, and how it is said; that good checkpoints come out right is what the golden tests show. */
class ModelImporterTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/mini-flax");

    @TempDir
    Path source;

    @TempDir
    Path target;

    @BeforeEach
    void aGoodCheckpoint() throws IOException {
        for (String part : List.of("dalle", "vqgan")) {
            Files.createDirectory(source.resolve(part));
            try (Stream<Path> files = Files.list(GOLDEN.resolve(part))) {
                for (Path file : files.toList()) {
                    Files.copy(file, source.resolve(part).resolve(file.getFileName()));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dalle | \"use_alibi\": false | \"use_alibi\": true | use_alibi is true",
                "dalle | \"ln_positions\": \"normformer\" | \"ln_positions\": \"preln\" | ln_positions is \"preln\"",
                "dalle | \"d_model\": 48 | \"d_model\": 50 | must be a multiple",
                "dalle | \"d_model\": 48 | \"d_model\": 96 | by config.json it should be",
                "dalle | \"d_model\": 48 | \"d_model\": 0 | must be at least 1",
                "dalle | \"d_model\": 48 | \"d_model\": 4.5 | must be a whole number",
                "dalle | \"d_model\": 48 | \"d_model\": \"big\" | must be a whole number",
                "dalle | \"d_model\": 48 | \"d_model\": \"48\" | must be a whole number",
                "dalle | \"d_model\": 48 | \"d_model\": [48] | must be a whole number",
                "dalle | \"d_model\": 48 | \"d_model\": 48, \"d_model\": 48 | d_model is there twice",
                "dalle | \"use_alibi\": false | \"use_alibi\": \"false\" | use_alibi is \"false\"",
                "dalle | \"sinkhorn_iters\": 1 | \"sinkhorn_iters\": 3 | sinkhorn_iters is 3",
                "dalle | \"use_scan\": false | \"recommended_sampling\": 5 | recommended_sampling is 5",
                "vqgan | \"num_resolutions\": 4 | \"num_resolutions\": 5 | num_resolutions",
                "dalle | \"d_model\": 48, | '' | d_model is missing",
                "dalle | \"encoder_layers\": 2 | \"encoder_layers\": 3 | FlaxBartEncoderLayer_2/LayerNorm_0/bias is missing",
                "dalle | \"decoder_layers\": 2 | \"decoder_layers\": 1 | has no place",
                "dalle | \"force_ln_scale\": false | \"force_ln_scale\": true | LayerNorm_0/scale is missing",
                "dalle | \"image_length\": 16 | \"image_length\": 17 | a square number",
                "dalle | \"image_length\": 16 | \"image_length\": 25 | the VQGAN beside it reads 4×4",
                "dalle | \"decoder_start_token_id\": 96 | \"decoder_start_token_id\": 97 | from 0 to 96",
                "vqgan | \"double_z\": false | \"double_z\": true | double_z is true",
                "vqgan | \"ch\": 32 | \"ch\": 33 | multiple of 32",
                "vqgan | \"n_embed\": 96 | \"n_embed\": 95 | quantize/embedding/embedding has shape [96, 32]"
            })
    void configsThatDoNotFitAreRefused(String part, String entry, String changed, String reason) throws IOException {
        Path config = source.resolve(part).resolve("config.json");
        Files.writeString(config, Files.readString(config).replace(entry, changed));
        assertThatThrownBy(this::importIt)
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dalle | \"encoder_layers\": 2 | \"encoder_layers\": 3 | encoder.pt: the parameter layers.2.pre_self_attn_layer_norm.bias is missing",
                "dalle | \"encoder_ffn_dim\": 80 | \"encoder_ffn_dim\": 81 | encoder.pt: layers.0.glu.fc0.weight has shape [80, 48]; by config.json it should be [81, 48]",
                "dalle | \"decoder_layers\": 2 | \"decoder_layers\": 1 | decoder.pt: the parameter layers.1.",
                "dalle | \"image_vocab_size\": 96 | \"image_vocab_size\": 97 | decoder.pt: embed_tokens.weight has shape [97, 48]",
                "vqgan | \"z_channels\": 24 | \"z_channels\": 25 | detoker.pt: post_quant_conv.weight has shape [24, 32, 1, 1]",
                "vqgan | \"num_res_blocks\": 1 | \"num_res_blocks\": 2 | detoker.pt: the parameter decoder.up.3.block.2.norm1.weight is missing"
            })
    void minDallesFilesAndParametersAreNamedAsTheyAre(String part, String entry, String changed, String reason)
            throws IOException {
        Path files = GOLDEN.resolveSibling("min-dalle-float32");
        for (String name : List.of("dalle/encoder.pt", "dalle/decoder.pt", "vqgan/detoker.pt")) {
            Files.copy(files.resolve(name), source.resolve(name));
        }
        Files.delete(source.resolve("dalle/flax_model.msgpack"));
        Files.delete(source.resolve("vqgan/flax_model.msgpack"));
        Path config = source.resolve(part).resolve("config.json");
        Files.writeString(config, Files.readString(config).replace(entry, changed));
        assertThatThrownBy(this::importIt)
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(reason);
    }

    @Test
    void aConfigThatIsNotJsonIsRefused() throws IOException {
        Files.writeString(source.resolve("dalle/config.json"), "d_model = 48");
        assertThatThrownBy(this::importIt)
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("config.json: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vocab.json | \"<s>\": 0 | \"<s>\": 119 | have the same id",
                "vocab.json | \"</s>\" | \"end\" | the token </s> must have the id 2",
                "vocab.json | \"<s>\": 0 | \"<s>\": \"0\" | the token <s> has the id",
                "vocab.json | \"<s>\": 0 | \"<s>\": -1 | the token <s> has the id -1",
                "vocab.json | \"<s>\": 0 | \"<s>\": 120 | whole numbers from 0 to 119",
                "vocab.json | \"<s>\": 0 | \"a\": 0 | a is there twice",
                "vocab.json | { | [ | not a JSON object",
                "merges.txt | Ġ t | Ġt | is not of two symbols",
                "merges.txt | Ġ t | q q q | is not of two symbols",
                "merges.txt | Ġ t | Ġ qqq | makes a token that the vocabulary does not have"
            })
    void tokenizersThatDoNotFitAreRefused(String name, String entry, String changed, String reason) throws IOException {
        Path file = source.resolve("dalle").resolve(name);
        String text = Files.readString(file);
        assertThat(text).contains(entry);
        int place = text.indexOf(entry);
        Files.writeString(file, text.substring(0, place) + changed + text.substring(place + entry.length()));
        assertThatThrownBy(this::importIt)
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(name + ": ")
                .hasMessageContaining(reason);
    }

    @Test
    void anEmptyMergesFileIsRefused() throws IOException {
        Files.writeString(source.resolve("dalle/merges.txt"), "");
        assertThatThrownBy(this::importIt)
                .isInstanceOf(CheckpointException.class)
                .hasMessage("merges.txt: it is empty.");
    }

    @Test
    void aFolderWithoutWeightsIsRefused() throws IOException {
        Files.delete(source.resolve("dalle/flax_model.msgpack"));
        assertThatThrownBy(this::importIt)
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("flax_model.msgpack")
                .hasMessageContaining("encoder.pt");
    }

    @Test
    void theTokenizerMayLieInOneFile() throws IOException {
        ImportedModel model = importIt();
        String vocabulary = Files.readString(model.vocabulary());
        List<String> merges = Files.readAllLines(model.merges());
        String first = merges.get(1);
        Files.delete(source.resolve("dalle/vocab.json"));
        Files.writeString(
                source.resolve("dalle/tokenizer.json"),
                "{\"model\": {\"type\": \"BPE\", \"vocab\": " + vocabulary + ", \"merges\": [\"" + first + "\", [\""
                        + merges.get(2).replace(" ", "\", \"") + "\"]]}}");
        target = Files.createDirectory(target.resolve("second"));
        ImportedModel second = importIt();
        assertThat(JsonParser.parseString(Files.readString(second.vocabulary())))
                .isEqualTo(JsonParser.parseString(vocabulary));
        assertThat(Files.readAllLines(second.merges())).isEqualTo(merges.subList(0, 3));
    }

    @Test
    void aFolderWithoutTokenizerIsRefused() throws IOException {
        Files.delete(source.resolve("dalle/merges.txt"));
        assertThatThrownBy(this::importIt)
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("tokenizer.json");
    }

    private ImportedModel importIt() throws IOException {
        ModelCard card = new ModelCard("t", "", "", "", 0, 0, 0, "", "", List.of());
        return new ModelImporter().importCheckpoint(source, target, new ModelId("t", "0"), card);
    }
}
