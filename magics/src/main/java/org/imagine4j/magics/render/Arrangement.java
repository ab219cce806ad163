package org.imagine4j.magics.render;

import java.util.ArrayList;
import java.util.List;
import org.imagine4j.inference.Recipe;
import org.imagine4j.magics.Prompt;
import org.imagine4j.magics.PromptTemplate;

/**
 * Which pictures stand side by side. Those of one prompt stand together under it and make about a square; up to three make
 * a row. Where every prompt has one picture, they make one table, each over its prompt: the choices of a template are its
 * rows and columns.
 *
 * @param groups what stands together
 */
record Arrangement(List<Group> groups) {

    /** Wider tables would have to be scrolled. */
    private static final int MAX_COLUMNS = 8;

    /**
     * Pictures that stand together.
     *
     * @param start position of the first
     * @param end position after the last
     * @param columns how many stand side by side
     * @param ofOnePrompt whether they share a prompt
     */
    record Group(int start, int end, int columns, boolean ofOnePrompt) {

        static Group ofOnePrompt(int start, int end) {
            return new Group(start, end, square(end - start), true);
        }

        int size() {
            return end - start;
        }

        int rows() {
            return (size() + columns - 1) / columns;
        }
    }

    Arrangement {
        groups = List.copyOf(groups);
    }

    /**
     * The arrangement of some pictures.
     *
     * @param recipes in order; those of one prompt stand together
     * @param templates what was typed for each
     */
    static Arrangement of(List<Recipe> recipes, List<String> templates) {
        List<Group> groups = new ArrayList<>();
        int start = 0;
        for (int end = 1; end <= recipes.size(); end++) {
            if (end == recipes.size() || !samePrompt(recipes.get(start), recipes.get(end))) {
                groups.add(Group.ofOnePrompt(start, end));
                start = end;
            }
        }
        boolean table = groups.size() > 1 && groups.stream().allMatch(group -> group.size() == 1);
        return table
                ? new Arrangement(List.of(new Group(0, recipes.size(), tableColumns(recipes, templates), false)))
                : new Arrangement(groups);
    }

    private static boolean samePrompt(Recipe one, Recipe other) {
        return one.withIndex(0).equals(other.withIndex(0));
    }

    private static int square(int pictures) {
        return pictures <= 3 ? pictures : (int) Math.ceil(Math.sqrt(pictures));
    }

    /** As many as the last choice of the template has, if all prompts were made from it. */
    private static int tableColumns(List<Recipe> recipes, List<String> templates) {
        PromptTemplate template = new PromptTemplate(templates.get(0));
        List<String> made = template.prompts().stream().map(Prompt::text).toList();
        int columns = template.lastChoices();
        boolean fits = columns > 1
                && columns <= MAX_COLUMNS
                && made.equals(recipes.stream().map(Recipe::prompt).toList());
        return fits ? columns : square(recipes.size());
    }
}
