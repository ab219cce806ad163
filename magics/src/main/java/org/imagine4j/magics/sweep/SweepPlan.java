package org.imagine4j.magics.sweep;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.runtime.Device;
import org.imagine4j.magics.Plan;
import org.imagine4j.magics.Settings;
import org.imagine4j.models.ModelId;
import org.imagine4j.models.Precision;

/**
 * What a sweep will make: every choice is made.
 *
 * @param rows what changes from row to row; without a name and with one value if nothing does
 * @param columns what changes from column to column
 * @param cells row by row
 */
public record SweepPlan(Axis rows, Axis columns, List<Plan> cells) {

    /** What can be drawn in one run. */
    private record Place(ModelId model, Precision precision, Device device) {

        static Place of(Plan plan) {
            return new Place(
                    plan.model().id(),
                    plan.model().precision(),
                    plan.placement().device());
        }
    }

    public SweepPlan {
        cells = List.copyOf(cells);
    }

    /** What is made for one row and column. */
    public Plan cell(int row, int column) {
        return cells.get(row * columns.values().size() + column);
    }

    /** Whether there are rows to tell apart. */
    public boolean hasRows() {
        return !rows.equals(Axis.NONE);
    }

    /** How many pictures the fullest cell has. */
    public int most() {
        return cells.stream().mapToInt(cell -> cell.recipes().size()).max().orElse(1);
    }

    /** How many pictures of a cell stand side by side: up to three in a row, more make about a square. */
    public int across() {
        return most() <= 3 ? most() : (int) Math.ceil(Math.sqrt(most()));
    }

    /** All pictures, cell by cell. */
    public List<Recipe> recipes() {
        return cells.stream().flatMap(cell -> cell.recipes().stream()).toList();
    }

    /** What was typed for the prompt, or the prompt, if that is the same everywhere. */
    public Optional<String> heading() {
        return only(cells.stream()
                .flatMap(cell -> cell.recipes().stream().map(cell::template))
                .toList());
    }

    /** What all pictures steer away from; empty if that is nothing or not the same everywhere. */
    public Optional<String> negative() {
        return only(recipes().stream().map(Recipe::negativePrompt).toList()).filter(negative -> !negative.isEmpty());
    }

    /** The settings that are the same everywhere. */
    public List<String> settings() {
        return Settings.common(recipes()).words();
    }

    private static Optional<String> only(List<String> values) {
        Set<String> different = new LinkedHashSet<>(values);
        return different.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** One run for each model, with what is not known yet. */
    List<Plan> parts(Predicate<Recipe> known) {
        Map<Place, Plan> first = new LinkedHashMap<>();
        Map<Place, Set<Recipe>> recipes = new LinkedHashMap<>();
        Map<Place, Map<String, String>> templates = new LinkedHashMap<>();
        for (Plan cell : cells) {
            Place place = Place.of(cell);
            first.putIfAbsent(place, cell);
            Set<Recipe> missing = recipes.computeIfAbsent(place, key -> new LinkedHashSet<>());
            cell.recipes().stream().filter(known.negate()).forEach(missing::add);
            templates.computeIfAbsent(place, key -> new LinkedHashMap<>()).putAll(cell.templates());
        }
        return first.entrySet().stream()
                .filter(entry -> !recipes.get(entry.getKey()).isEmpty())
                .map(entry -> new Plan(
                        entry.getValue().model(),
                        entry.getValue().placement(),
                        List.copyOf(recipes.get(entry.getKey())),
                        templates.get(entry.getKey()),
                        false))
                .toList();
    }
}
