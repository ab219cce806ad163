package org.imagine4j.inference.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.imagine4j.inference.BundledModel;
import org.imagine4j.models.Precision;

/** How a prompt became ids agrees with the ids, whatever was typed. */
class TraceTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private final TextNormalizer normalizer = new TextNormalizer(List.of("blue", "sky", "the"));
    private final BpeTokenizer bpe = BpeTokenizer.read(GOLDEN.resolve("vocab.json"), GOLDEN.resolve("merges.txt"));
    private final PromptTokenizer tokenizer = PromptTokenizer.read(BundledModel.imported(Precision.FP32));

    TraceTest() throws IOException {}

    @Property(tries = 500)
    void theLastStepGivesWhatTheNormaliserGives(@ForAll("prompts") String prompt) {
        List<NormalizationStep> steps = normalizer.trace(prompt);

        assertThat(steps.get(0).before()).isEqualTo(prompt);
        assertThat(steps.get(steps.size() - 1).after()).isEqualTo(normalizer.normalize(prompt));
        for (int i = 1; i < steps.size(); i++) {
            assertThat(steps.get(i).before()).isEqualTo(steps.get(i - 1).after());
        }
        assertThat(steps).allSatisfy(step -> {
            assertThat(edited(step)).isEqualTo(step.after());
            assertThat(step.changed()).isEqualTo(!step.edits().isEmpty());
        });
    }

    @Property(tries = 500)
    void theTokensCoverTheTextWithoutOverlap(@ForAll("prompts") String prompt) {
        PromptTrace trace = tokenizer.trace(prompt);

        int end = 0;
        for (TextToken token : (Iterable<TextToken>) ordinary(trace)::iterator) {
            assertThat(token.text().start()).isEqualTo(end);
            end = token.text().end();
            assertThat(token.prompt().end()).isLessThanOrEqualTo(prompt.length());
        }
        assertThat(end).isEqualTo(trace.text().length());
        assertThat(trace.words().stream().map(word -> word.text().of(trace.text())))
                .satisfies(words -> assertThat(String.join("", words)).isEqualTo(trace.text()));
    }

    @Property(tries = 500)
    void theTraceHasTheIdsThatTheModelReads(@ForAll("prompts") String prompt) {
        assertThat(tokenizer.trace(prompt).ids()).isEqualTo(tokenizer.prompt(prompt));
    }

    /** Also with characters of several bytes, which the normaliser leaves none of. */
    @Property(tries = 500)
    void mergesEndInTheTokens(@ForAll @StringLength(max = 40) String text) {
        int end = 0;
        List<Integer> ids = new ArrayList<>(List.of(BpeTokenizer.START));
        for (BpeWord word : bpe.words(text)) {
            assertThat(word.text().start()).isEqualTo(end);
            end = word.text().end();
            assertThat(String.join("", word.symbolsAfter(0))).isEqualTo(String.join("", word.symbols()));
            for (int i = 0; i < word.merges().size(); i++) {
                BpeMerge merge = word.merges().get(i);
                assertThat(word.symbolsAfter(i)).contains(merge.left(), merge.right());
                assertThat(word.symbolsAfter(i + 1)).contains(merge.merged());
            }
            word.symbols().forEach(symbol -> ids.add(bpe.id(symbol)));
        }
        ids.add(BpeTokenizer.END);
        assertThat(end).isEqualTo(text.length());
        assertThat(bpe.encode(text, Integer.MAX_VALUE))
                .containsExactly(ids.stream().mapToInt(i -> i).toArray());
    }

    @Example
    void lowRanksAreMergedFirst() {
        BpeWord word = bpe.words(" the").get(0);

        assertThat(word.bytes()).containsExactly("Ġ", "t", "h", "e");
        assertThat(word.merges()).isNotEmpty();
        assertThat(word.symbols()).hasSize(4 - word.merges().size());
    }

    @Example
    void tokensKnowWhereTheyComeFrom() {
        assertThat(origins("A CAT on a  blue &amp; red cat"))
                .containsExactly("A", " CAT", " on", " a", " blue", "", "&amp;", " red", " cat");
    }

    @Example
    void whatIsReplacedAsAWholeIsTheOriginOfAllThatTookItsPlace() {
        assertThat(origins("a 🥑")).endsWith("🥑").doesNotContain("🥑 ");
        assertThat(String.join("", origins("das Café"))).isEqualTo("das Café");
        assertThat(String.join("", origins("see https://example.com/x cats"))).isEqualTo("see cats");
        assertThat(String.join("", origins("see <b>cats</b>"))).isEqualTo("see<b>cats");
    }

    @Example
    void stepsSayWhatTheyDidAndWhere() {
        List<NormalizationStep> changed = normalizer.trace("A Cat!!! #bluesky").stream()
                .filter(NormalizationStep::changed)
                .toList();

        assertThat(changed).extracting(NormalizationStep::name).contains("lower case", "hashtags", "leading blank");
        NormalizationStep lower = changed.get(0);
        assertThat(lower.edits())
                .containsExactly(
                        new TextEdit(new Span(0, 1), new Span(0, 1)), new TextEdit(new Span(2, 3), new Span(2, 3)));
        assertThat(changed.stream()
                        .filter(step -> step.name().equals("hashtags"))
                        .map(NormalizationStep::after))
                .allSatisfy(after -> assertThat(after).contains("blue sky"));
    }

    @Example
    void whatTheModelDoesNotReadIsKeptApart() {
        PromptTrace trace = tokenizer.trace("cat ".repeat(200));

        assertThat(trace.tokens()).hasSize(tokenizer.maxLength());
        assertThat(trace.tokens().get(trace.tokens().size() - 1).symbol()).isEqualTo("</s>");
        assertThat(trace.cut()).isNotEmpty();
        assertThat(trace.cut().get(0).position()).isEqualTo(tokenizer.maxLength() - 1);
    }

    @Example
    void nothingIsJustItsEnds() {
        assertThat(tokenizer.traceNothing().ids()).isEqualTo(tokenizer.nothing());
        assertThat(tokenizer.traceNothing().steps()).isEmpty();
    }

    /** Ten thousand characters that regular expressions are bad at. */
    @Example
    void longPromptsEndSoon() {
        for (String unit : List.of(
                ", ",
                "\" ",
                " ",
                "a",
                "é",
                "Ã©",
                "<person>, and ",
                "<",
                "&amp;",
                "🥑",
                "#",
                "[1]",
                "1,000",
                "\ud83e",
                "a.",
                "-",
                "xqzjv",
                "猫",
                "<b>",
                "http://",
                "\n,")) {
            String prompt = unit.repeat(10_000 / unit.length());
            PromptTrace trace = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> tokenizer.trace(prompt), unit);
            assertThat(trace.ids()).isEqualTo(tokenizer.prompt(prompt));
        }
    }

    @Provide
    Arbitrary<String> prompts() {
        Arbitrary<String> wild = Arbitraries.of(
                "&amp;",
                "&lt;b&gt;",
                "<b>",
                "</b>",
                "$x$",
                "🥑",
                "👍🏽",
                "🇫🇷",
                "é",
                "İ",
                "ß",
                "猫",
                "עברית",
                "\u202e",
                "\ud83e",
                "\udd51",
                "Ã©",
                "https://a.b/c?d",
                "#bluesky",
                "#",
                "1,000,000",
                "u.s.",
                "it's",
                "1/2",
                "<person>",
                "[1]",
                "  ",
                "\n",
                "\t",
                ",",
                "!!!!!!",
                "\"",
                "(",
                "a-b",
                "_",
                "%",
                "'",
                "cat",
                "The",
                "\uE000",
                "aaaaaa",
                "\0");
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(8);
        return Arbitraries.oneOf(wild, wild, any).list().ofMaxSize(12).map(parts -> String.join("", parts));
    }

    private List<String> origins(String prompt) {
        PromptTrace trace = tokenizer.trace(prompt);
        return Arrays.asList(ordinary(trace)
                .map(token -> token.prompt().of(prompt))
                .collect(Collectors.joining("\u0001"))
                .split("\u0001"));
    }

    private static Stream<TextToken> ordinary(PromptTrace trace) {
        List<TextToken> read = trace.tokens().subList(1, trace.tokens().size() - 1);
        return Stream.concat(read.stream(), trace.cut().stream());
    }

    /** What the edits make of the text before. */
    private static String edited(NormalizationStep step) {
        StringBuilder text = new StringBuilder();
        int end = 0;
        for (TextEdit edit : step.edits()) {
            text.append(step.before().substring(end, edit.before().start()));
            assertThat(text).hasSize(edit.after().start());
            text.append(edit.after().of(step.after()));
            end = edit.before().end();
        }
        return text.append(step.before().substring(end)).toString();
    }
}
