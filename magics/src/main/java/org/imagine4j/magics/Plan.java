package org.imagine4j.magics;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.runtime.Placement;
import org.imagine4j.models.store.ImportedModel;

/**
 * What one run will make: every choice is made, the model's defaults and the seed included.
 *
 * @param model the model that draws
 * @param placement where it draws
 * @param recipes one for each picture, prompt by prompt; at least one
 * @param templates what was typed for each prompt, by prompt
 * @param seamless whether the pictures of a prompt are painted as one, too
 * @param ranking how the pictures are ranked, if they are
 */
public record Plan(
        ImportedModel model,
        Placement placement,
        List<Recipe> recipes,
        Map<String, String> templates,
        boolean seamless,
        Optional<RankingPlan> ranking) {

    public Plan {
        recipes = List.copyOf(recipes);
        templates = Map.copyOf(templates);
        if (recipes.isEmpty()) {
            throw new IllegalArgumentException("A plan needs at least one recipe.");
        }
    }

    /** A plan whose pictures are not ranked. */
    public Plan(
            ImportedModel model,
            Placement placement,
            List<Recipe> recipes,
            Map<String, String> templates,
            boolean seamless) {
        this(model, placement, recipes, templates, seamless, Optional.empty());
    }

    /** The same for other pictures. */
    public Plan withRecipes(List<Recipe> newRecipes) {
        return new Plan(model, placement, newRecipes, templates, seamless, ranking);
    }

    /** The same with the pictures ranked. */
    public Plan withRanking(RankingPlan newRanking) {
        return new Plan(model, placement, recipes, templates, seamless, Optional.of(newRanking));
    }

    /** What was typed for a picture's prompt. */
    public String template(Recipe recipe) {
        return templates.getOrDefault(recipe.prompt(), recipe.prompt());
    }
}
