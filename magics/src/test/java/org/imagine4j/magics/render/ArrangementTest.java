package org.imagine4j.magics.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.Sampling;
import org.imagine4j.magics.PromptTemplate;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrangementTest {

    @ParameterizedTest
    @CsvSource({"1,1,1", "2,2,1", "3,3,1", "4,2,2", "5,3,2", "6,3,2", "9,3,3", "10,4,3", "16,4,4"})
    void aPromptsPicturesMakeAboutASquareAndThreeARow(int pictures, int columns, int rows) {
        Arrangement.Group group =
                arrangement(recipes("a cat", pictures)).groups().get(0);
        assertThat(group.columns()).isEqualTo(columns);
        assertThat(group.rows()).isEqualTo(rows);
    }

    @Test
    void everyPromptStandsByItself() {
        List<Recipe> recipes = new ArrayList<>(recipes("a cat", 3));
        recipes.addAll(recipes("a dog", 2));
        recipes.addAll(recipes("a bird", 1));
        assertThat(arrangement(recipes).groups())
                .containsExactly(
                        new Arrangement.Group(0, 3, 3, true),
                        new Arrangement.Group(3, 5, 2, true),
                        new Arrangement.Group(5, 6, 1, true));
    }

    @Test
    void onePictureOfEachPromptMakesATable() {
        List<Recipe> recipes = Stream.of("a cat", "a dog", "a bird", "a cow", "a sheep")
                .flatMap(prompt -> recipes(prompt, 1).stream())
                .toList();
        assertThat(arrangement(recipes).groups()).containsExactly(new Arrangement.Group(0, 5, 3, false));
    }

    @Test
    void theChoicesOfATemplateAreRowsAndColumns() {
        PromptTemplate template = new PromptTemplate("a {red|green|blue} {cat|dog}");
        List<Recipe> recipes = template.prompts().stream()
                .flatMap(prompt -> recipes(prompt.text(), 1).stream())
                .toList();
        List<String> templates = Collections.nCopies(6, template.template());
        assertThat(Arrangement.of(recipes, templates).groups()).containsExactly(new Arrangement.Group(0, 6, 2, false));
    }

    @Test
    void nothingHasNoGroups() {
        assertThat(arrangement(List.of()).groups()).isEmpty();
    }

    private static Arrangement arrangement(List<Recipe> recipes) {
        return Arrangement.of(recipes, recipes.stream().map(Recipe::prompt).toList());
    }

    private static List<Recipe> recipes(String prompt, int pictures) {
        return new Recipe(prompt, "", new ModelId("m", "1"), Precision.FP32, 7, 0, new Sampling(1, 1, 0, 1))
                .grid(pictures);
    }
}
