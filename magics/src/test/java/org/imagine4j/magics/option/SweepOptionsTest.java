package org.imagine4j.magics.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.imagine4j.inference.Artwork;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.UsageException;
import org.imagine4j.magics.notebook.Notebook;
import org.imagine4j.magics.sweep.Axis;
import org.imagine4j.magics.sweep.SweepListener;
import org.imagine4j.magics.sweep.SweepPlan;
import org.imagine4j.models.store.ModelStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepOptionsTest {

    private static final Notebook NOTEBOOK = value -> newValue -> {};

    @TempDir
    private static Path home;

    /** What would be drawn: the sweep ends when it is planned. */
    private static SweepPlan plan(String line) {
        Studio studio = new Studio(() -> new ModelStore(home));
        List<SweepPlan> plans = new ArrayList<>();
        SweepListener listener = new SweepListener() {
            @Override
            public void planned(SweepPlan plan, List<Artwork> known) {
                plans.add(plan);
                throw new Planned();
            }
        };
        try {
            parse(studio, line).sweep(studio, NOTEBOOK).run(listener);
        } catch (Planned e) {
            return plans.get(0);
        }
        throw new AssertionError("nothing was planned");
    }

    private static SweepOptions parse(Studio studio, String line) {
        return new Usage<>(new SweepOptions(), studio)
                .parse(Arrays.stream(line.split(" "))
                        .filter(word -> !word.isEmpty())
                        .toList());
    }

    private static final class Planned extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    --temperature 0.5,1,2 a cat            ; temperature ; 0.5 1 2
                    --temperature=0.5,1.0,1 a cat          ; temperature ; 0.5 1
                    --temperature 0.5:1.5:0.25 a cat       ; temperature ; 0.5 0.75 1 1.25 1.5
                    --temperature 0.1:0.3:.1,2 a cat       ; temperature ; 0.1 0.2 0.3 2
                    --top-p 0.8:1:0.15 a cat               ; top-p       ; 0.8 0.95
                    --guidance 2:1:0.5 a cat               ; guidance    ; 2 1.5 1
                    --seed 1:4 a cat                       ; seed        ; 1 2 3 4
                    --seed -2:2:2 a cat                    ; seed        ; -2 0 2
                    --seed 9000000000,5 a cat              ; seed        ; 9000000000 5
                    --top-k 0:100:50,7 a cat               ; top-k       ; 0 50 100 7
                    --model emoji-mini --seed 1,2 a cat    ; seed        ; 1 2
                    --precision fp32,int8 a cat            ; precision   ; fp32 int8
                    --replace cat,dog a cat                ; "cat" becomes ; cat dog
                    --temperature 1 a {red|blue} heart     ; prompt      ; red blue
                    """)
    void oneAxis(String line, String name, String values) {
        SweepPlan plan = plan(line);

        assertThat(plan.hasRows()).isFalse();
        assertThat(plan.columns().name()).isEqualTo(name);
        assertThat(plan.columns().values()).extracting(Axis.Value::label).containsExactly(values.split(" "));
        assertThat(plan.recipes()).hasSize(values.split(" ").length);
    }

    @Test
    void twoAxesInTheOrderInWhichTheyAreTyped() {
        SweepPlan plan = plan("--guidance 1,2 --seed 7 -n 2 a cat --temperature 0.5,1 --negative dark");

        assertThat(plan.rows().name()).isEqualTo("guidance");
        assertThat(plan.columns().name()).isEqualTo("temperature");
        assertThat(plan.recipes()).hasSize(8).allSatisfy(recipe -> {
            assertThat(recipe.seed()).isEqualTo(7);
            assertThat(recipe.prompt()).isEqualTo("a cat");
            assertThat(recipe.negativePrompt()).isEqualTo("dark");
        });
        assertThat(plan.cell(1, 0).recipes()).extracting("index").containsExactly(0, 1);
        assertThat(plan.cell(1, 0).recipes().get(0).sampling())
                .extracting("guidance", "temperature")
                .containsExactly(2.0, 0.5);
        assertThat(plan("--temperature 0.5,1 --guidance 1,2 a cat").rows().name())
                .isEqualTo("temperature");
    }

    @Test
    void theSeedIsTheSameEverywhereAndNewEveryTime() {
        List<Long> seeds = plan("--top-k 1,2,3 a cat").recipes().stream()
                .map(recipe -> recipe.seed())
                .distinct()
                .toList();

        assertThat(seeds)
                .hasSize(1)
                .isNotEqualTo(plan("--top-k 1,2 a cat").recipes().stream()
                        .map(recipe -> recipe.seed())
                        .distinct()
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --temperature 0.5,500 a cat     | temperature is 500.0      | from 0 to 100
                    --temperature 0.5,hot a cat     | --temperature is 0.5,hot  | a number
                    --temperature 0.5, 1 a cat      | --temperature is 0.5,     | a number
                    --temperature 0:1:0 a cat       | steps of 0                | FROM:TO:STEP
                    --seed 1:100000 a cat           | more than 400 values      | fewer
                    --seed 1:9999999999999999 a cat | more than 400 values      | fewer
                    --seed 1:2:0.5 a cat            | --seed is 1:2:0.5         | a whole number
                    --top-k 1:x a cat               | --top-k is 1:x            | a whole number
                    --model emoji-mini,dalle-9 a c  | dalle-9                   | emoji-mini
                    --model emoji-mini,,x a cat     | --model is emoji-mini,,x  | a name
                    --precision fp32,fp8 a cat      | precision is fp8          | one of auto
                    --replace dog,cow a cat         | no "dog" to replace       | first word
                    --replace cat a cat             | --replace is cat          | cat,dog,bird
                    --seed 1,2 --top-k 1,2 --top-p 0.5,1 a cat | 3 things      | all but two
                    --seed 7 a cat                  | nothing to compare        | --seed 1:9
                    --seed 1:9                      | no prompt                 | for example
                    -n 10 --seed 1:2 a cat          | 10 pictures               | from 1 to 9
                    -n 9 --seed 1:300 a cat         | 2700 pictures             | fewer
                    --grid 2 --seed 1:9 a cat       | no option --grid          | It has
                    """)
    void aBadValueIsAnsweredInTwoLines(String line, String problem, String remedy) {
        assertThatThrownBy(() -> plan(line))
                .hasMessageContaining(problem)
                .hasMessageContaining(remedy)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--temperature 0.5,1 a cat", "--seed 1:3 a cat", "--model emoji-mini,x a cat"})
    void magicsThatDrawOneThingPointHere(String line) {
        Studio studio = new Studio(() -> new ModelStore(home));
        ImagineOptions options = new Usage<>(new ImagineOptions(), studio).parse(List.of(line.split(" ")));

        assertThatThrownBy(() -> options.request(studio, NOTEBOOK, ""))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("%sweep compares several")
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(2));
    }

    @Test
    void twoChoicesBesideAnotherAxisAreOne() {
        SweepPlan plan = plan("--seed 1,2 a {red|blue} {cat|dog}");

        assertThat(plan.rows().values())
                .extracting(Axis.Value::label)
                .containsExactly("red cat", "red dog", "blue cat", "blue dog");
        assertThat(plan.recipes()).hasSize(8);
    }

    @Property(tries = 300)
    void neverFailsInAnotherWay(@ForAll List<String> arguments) {
        try {
            assertThat(new Usage<>(new SweepOptions(), new Studio(() -> new ModelStore(home))).parse(arguments))
                    .isNotNull();
        } catch (UsageException e) {
            assertThat(e.getMessage()).contains("\n");
        }
    }
}
