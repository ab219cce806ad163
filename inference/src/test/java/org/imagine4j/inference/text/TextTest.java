package org.imagine4j.inference.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Prompts to ids, against values that independent implementations computed. */
class TextTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final int UNLIMITED = Integer.MAX_VALUE;
    private static final int MAX_LENGTH = 64;

    record Case(String prompt, String normalized, int[] ids, int[] input_ids) {}

    record Cases(List<Case> cases) {}

    static List<Case> cases() throws IOException {
        try (Reader reader = Files.newBufferedReader(GOLDEN.resolve("text.json"))) {
            return new Gson().fromJson(reader, Cases.class).cases;
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void normalisesAsTheModelsAuthorsDo(Case expected) throws IOException {
        List<String> words = Files.readAllLines(GOLDEN.resolve("words.txt")).stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
        assertThat(new TextNormalizer(words).normalize(expected.prompt)).isEqualTo(expected.normalized);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tokenises(Case expected) throws IOException {
        assertThat(tokenizer().encode(expected.normalized, UNLIMITED)).isEqualTo(expected.ids);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void cutsLongTextsAndKeepsTheirEnd(Case expected) throws IOException {
        int[] padded = Arrays.copyOf(tokenizer().encode(expected.normalized, MAX_LENGTH), MAX_LENGTH);
        int length = Math.min(expected.ids.length, MAX_LENGTH);
        Arrays.fill(padded, length, MAX_LENGTH, 1);
        assertThat(padded).isEqualTo(expected.input_ids);
    }

    @Test
    void theEmptyTextHasNoWords() throws IOException {
        assertThat(tokenizer().encode("", MAX_LENGTH)).containsExactly(0, 2);
    }

    private static BpeTokenizer tokenizer() throws IOException {
        return BpeTokenizer.read(GOLDEN.resolve("vocab.json"), GOLDEN.resolve("merges.txt"));
    }
}
