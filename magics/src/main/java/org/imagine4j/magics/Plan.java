package org.imagine4j.magics;

import java.util.List;
import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.runtime.Placement;
import org.imagine4j.models.store.ImportedModel;

/**
 * What one run will make: every choice is made, the model's defaults and the seed included.
 *
 * @param model the model that draws
 * @param placement where it draws
 * @param recipes one for each picture, prompt by prompt; at least one
 */
public record Plan(ImportedModel model, Placement placement, List<Recipe> recipes) {

    public Plan {
        recipes = List.copyOf(recipes);
        if (recipes.isEmpty()) {
            throw new IllegalArgumentException("A plan needs at least one recipe.");
        }
    }
}
