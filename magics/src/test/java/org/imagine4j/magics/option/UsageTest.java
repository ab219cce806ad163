package org.imagine4j.magics.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.imagine4j.inference.Canvas;
import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.Sampling;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.UsageException;
import org.imagine4j.magics.notebook.Display;
import org.imagine4j.magics.notebook.Notebook;
import org.imagine4j.models.store.ModelStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

class UsageTest {

    /** Without displays; it has the variables of a notebook in which two were declared. */
    private static final Notebook NOTEBOOK = new Notebook() {
        @Override
        public Display display(Object value) {
            throw new UnsupportedOperationException("nothing is shown here");
        }

        @Override
        public Optional<Object> value(String expression) {
            return Optional.ofNullable(Map.<String, Object>of(
                            "animal", "cat", "places", List.of("on a tree", "in a box"), "sizes", new int[] {1, 2})
                    .get(expression));
        }
    };

    @TempDir
    private static Path home;

    private static Studio studio;

    private static List<Recipe> recipes(String line, String body) {
        ImagineOptions options = new Usage<>(new ImagineOptions(), studio()).parse(words(line));
        return studio().plan(options.request(studio(), NOTEBOOK, body)).recipes();
    }

    private static Studio studio() {
        if (studio == null) {
            studio = new Studio(() -> new ModelStore(home));
        }
        return studio;
    }

    private static List<String> words(String line) {
        return Arrays.stream(line.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    @Test
    void everyKnobReachesTheRecipe() {
        List<Recipe> recipes = recipes(
                "-n 2 --seed 7 --temperature 0.8 --top-k 12 --top-p 0.9 --guidance 1.5 --negative dark a red heart",
                "");

        assertThat(recipes).hasSize(2);
        Recipe recipe = recipes.get(1);
        assertThat(recipe.prompt()).isEqualTo("a red heart");
        assertThat(recipe.negativePrompt()).isEqualTo("dark");
        assertThat(recipe.seed()).isEqualTo(7);
        assertThat(recipe.index()).isEqualTo(1);
        assertThat(recipe.sampling()).isEqualTo(new Sampling(1.5, 0.8, 12, 0.9));
        assertThat(recipe.model().name()).isEqualTo("emoji-mini");
    }

    @Test
    void whatIsLeftOutComesFromTheModel() {
        List<Recipe> recipes = recipes("a cat", "");

        assertThat(recipes).hasSize(9);
        assertThat(recipes.get(0).sampling()).isEqualTo(new Sampling(1.5, 1, 64, 1));
        assertThat(recipes).extracting(Recipe::seed).containsOnly(recipes.get(0).seed());
        assertThat(recipes("a cat", "").get(0).seed())
                .as("a run without a seed gets a new one")
                .isNotEqualTo(recipes.get(0).seed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--seed 7 a big cat",
                "a big cat --seed 7",
                "a --seed 7 big cat",
                "a --seed=7 big -n4 cat",
                "--seed 7 -- a big cat",
            })
    void optionsStandAnywhere(String line) {
        assertThat(recipes(line, "")).allSatisfy(recipe -> {
            assertThat(recipe.prompt()).isEqualTo("a big cat");
            assertThat(recipe.seed()).isEqualTo(7);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "-5 degrees outside, -5 degrees outside",
        "a cat - a dog, a cat - a dog",
        "a cat — a dog, a cat — a dog",
        "-- --seed of doubt, --seed of doubt",
        "a@b @home, a@b @home",
        "${java.home} %s, ${java.home} %s",
    })
    void wordsThatOnlyLookSpecialArePartOfThePrompt(String line, String prompt) {
        assertThat(recipes(line, "").get(0).prompt()).isEqualTo(prompt);
    }

    @ParameterizedTest
    @CsvSource({"-n 4, 4", "--grid 2, 4", "--grid 5 -n 3, 3", "-n 3 --grid 2, 4", "--picture 5, 1"})
    void imagesGridAndPictureSayHowMany(String line, int pictures) {
        assertThat(recipes(line + " a cat", "")).hasSize(pictures);
    }

    @Test
    void onePictureOfAGridIsAskedForAlone() {
        assertThat(recipes("--seed 3 --picture 5 a cat", "").get(0))
                .isEqualTo(recipes("--seed 3 a cat", "").get(5));
    }

    @Test
    void aSizeIsACanvas() {
        assertThat(recipes("-n 1 --size 256x128 a cat", "").get(0).canvas()).isEqualTo(Canvas.blank(16, 32));
        assertThat(recipes("-n 1 --size 128x128 a cat", "").get(0).canvas()).isEqualTo(Canvas.BLANK);
    }

    @Test
    void choicesAndVariablesAreFilledIn() {
        assertThat(recipes("-n 1 a {red|blue} {animal} {places}", ""))
                .extracting(Recipe::prompt)
                .containsExactly(
                        "a red cat on a tree", "a red cat in a box", "a blue cat on a tree", "a blue cat in a box");
        assertThat(recipes("-n 1", "{sizes} cats\na dog"))
                .extracting(Recipe::prompt)
                .containsExactly("1 cats", "2 cats", "a dog");
        assertThat(recipes("-n 1 a {{animal}}", "").get(0).prompt()).isEqualTo("a {animal}");
    }

    @Test
    void everyLineOfACellIsAPrompt() {
        List<Recipe> recipes = recipes("-n 2 --seed 1", "a cat\n\n   a dog  \r\n--seed is not an option here\n");

        assertThat(recipes)
                .extracting(Recipe::prompt)
                .containsExactly(
                        "a cat",
                        "a cat",
                        "a dog",
                        "a dog",
                        "--seed is not an option here",
                        "--seed is not an option here");
        assertThat(recipes).extracting(Recipe::index).containsExactly(0, 1, 0, 1, 0, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "--temprature 0.5 a cat, --temprature, --temperature",
        "--sede 7 a cat, --sede, --seed",
        "a cat --guidence=2, --guidence, --guidance",
        "--image 4 a cat, --image, --images",
        "-seed 7 a cat, -seed, --seed",
        "—seed 7 a cat, —seed, --seed",
        "–temperature 7 a cat, –temperature, --temperature",
        "--no-previw a cat, --no-previw, --preview",
        "--steps 50 a cat, --steps, --seed",
    })
    void anUnknownOptionIsAnsweredWithTheNearest(String line, String typed, String nearest) {
        assertThatThrownBy(() -> recipes(line, ""))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("%imagine has no option " + typed + ".")
                .hasMessageContaining(nearest)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --temperature 500 a cat   | temperature is 500.0 | from 0 to 100
                    --temperature -1 a cat    | temperature is -1.0  | from 0 to 100
                    --temperature NaN a cat   | temperature is NaN   | from 0 to 100
                    --temperature hot a cat   | --temperature is hot | a number
                    --temperature 0,8 a cat   | --temperature is 0,8 | a number
                    --guidance 101 a cat      | guidance is 101.0    | from 0 to 100
                    --top-k -1 a cat          | top-k is -1          | 0
                    --top-k 3.5 a cat         | --top-k is 3.5       | a whole number
                    --top-p 0 a cat           | top-p is 0.0         | above 0 and at most 1
                    --top-p 1.1 a cat         | top-p is 1.1         | above 0 and at most 1
                    --seed x a cat            | --seed is x          | a whole number
                    -n 0 a cat                | images is 0          | from 1 to 100
                    -n 101 a cat              | images is 101        | from 1 to 100
                    -n many a cat             | --images is many     | a whole number
                    --grid 0 a cat            | grid is 0            | from 1 to 10
                    --grid 11 a cat           | grid is 11           | from 1 to 10
                    --picture -1 a cat        | picture is -1        | 0 or more
                    --size 128 a cat          | size is 128          | as in 256x128
                    --size 130x128 a cat      | width is 130         | multiple of 8
                    --size 128x120 a cat      | height is 120        | at least 128
                    --keep 3 a cat            | --keep 3             | --from
                    --from none.png a cat     | "none.png"           | PNG or JPEG
                    --from animal a cat       | "animal"             | PNG or JPEG
                    --from last[0] a cat      | Nothing has been     | %imagine
                    a {color} cat             | names {color}        | {{color}}
                    a cat --seed              | --seed has no value  | whole number
                    --negative --seed 3 a cat | --negative has no value | steer away
                    """)
    void aBadValueIsAnsweredWithTheValidRange(String line, String problem, String range) {
        assertThatThrownBy(() -> recipes(line, ""))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining(range)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--seed 7", "-n 4 --no-preview", "--"})
    void withoutAPromptItSaysWhatToType(String line) {
        assertThatThrownBy(() -> recipes(line, "  \n \n"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("prompt")
                .hasMessageContaining("for example: a cat on a blue background");
    }

    @Test
    void anUnknownModelIsAnsweredWithThoseThereAre() {
        assertThatThrownBy(() -> recipes("--model dalle-9 a cat", ""))
                .hasMessageContaining("dalle-9")
                .hasMessageContaining("emoji-mini")
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(2));
    }

    @Command(name = "%wordless")
    private static final class Wordless extends MagicOptions {}

    @Test
    void magicsWithoutWordsSaySo() {
        assertThatThrownBy(() -> new Usage<>(new Wordless(), studio()).parse(List.of("please")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("%wordless does not understand please.")
                .hasMessageContaining("--help");
    }

    @Test
    void previewIsOnUnlessSwitchedOff() {
        assertThat(new Usage<>(new ImagineOptions(), studio())
                        .parse(words("a cat"))
                        .preview())
                .isTrue();
        assertThat(new Usage<>(new ImagineOptions(), studio())
                        .parse(words("a cat --no-preview"))
                        .preview())
                .isFalse();
        assertThat(new Usage<>(new ImagineOptions(), studio())
                        .parse(words("a cat --preview"))
                        .preview())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "a cat --help", "--seed 7 -h"})
    void helpNeedsNothingElse(String line) {
        assertThat(new Usage<>(new ImagineOptions(), studio())
                        .parse(words(line))
                        .help())
                .isTrue();
    }

    @Test
    void helpNamesEveryOptionWithItsRangeAndExamples() {
        HelpView help = new Usage<>(new ImagineOptions(), studio()).help();

        for (String page : List.of(help.text(), help.html())) {
            assertThat(page)
                    .contains("%imagine [OPTIONS] PROMPT", "-n, --images N", "--seed N", "--temperature T")
                    .contains("--top-k K", "--top-p P", "--guidance S", "--negative TEXT", "--model NAME")
                    .contains("--[no-]preview", "-h, --help", "default 9", "0 to 100", "%imagine a cat on a blue")
                    .doesNotContain("%%models", "${");
        }
    }

    /** Whatever words are typed, the answer is a request or a message for the user, never anything else. */
    @Property(tries = 300)
    void neverFailsInAnotherWay(@ForAll List<String> arguments) {
        try {
            assertThat(new Usage<>(new ImagineOptions(), studio()).parse(arguments))
                    .isNotNull();
        } catch (UsageException e) {
            assertThat(e.getMessage()).contains("\n");
        }
    }
}
