package org.imagine4j.magics.render;

import java.util.ArrayList;
import java.util.List;
import org.imagine4j.inference.Recipe;

/**
 * Which pictures stand side by side: those of one prompt stand together and make about a square; up to three make a row.
 *
 * @param groups one for each prompt
 */
record Arrangement(List<Group> groups) {

    /**
     * The pictures of one prompt.
     *
     * @param start position of the first
     * @param end position after the last
     */
    record Group(int start, int end) {

        int size() {
            return end - start;
        }

        int columns() {
            return size() <= 3 ? size() : (int) Math.ceil(Math.sqrt(size()));
        }

        int rows() {
            return (size() + columns() - 1) / columns();
        }
    }

    Arrangement {
        groups = List.copyOf(groups);
    }

    /** @param recipes in order; those of one prompt stand together */
    static Arrangement of(List<Recipe> recipes) {
        List<Group> groups = new ArrayList<>();
        int start = 0;
        for (int end = 1; end <= recipes.size(); end++) {
            if (end == recipes.size() || !samePrompt(recipes.get(start), recipes.get(end))) {
                groups.add(new Group(start, end));
                start = end;
            }
        }
        return new Arrangement(groups);
    }

    private static boolean samePrompt(Recipe one, Recipe other) {
        return one.withIndex(0).equals(other.withIndex(0));
    }
}
