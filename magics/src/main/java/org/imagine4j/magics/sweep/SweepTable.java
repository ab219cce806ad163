package org.imagine4j.magics.sweep;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Canvas;
import org.imagine4j.inference.Recipe;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** What there is to know about the pictures of a sweep, a row for each. */
final class SweepTable {

    private final SweepResult result;

    private SweepTable(SweepResult result) {
        this.result = result;
    }

    static Table of(SweepResult result) {
        SweepTable table = new SweepTable(result);
        Table all = Table.create("Sweep", table.labels());
        all.addColumns(table.findings());
        all.addColumns(table.texts());
        all.addColumns(table.settings());
        return all;
    }

    private Column<?>[] texts() {
        StringColumn prompts = words("prompt", Recipe::prompt);
        StringColumn templates = StringColumn.create("template", artworks().map(Artwork::template));
        StringColumn negatives = words("negative", Recipe::negativePrompt);
        return Stream.of(prompts, templates, negatives)
                .filter(column -> column == prompts
                        || (column == templates && !templates.asList().equals(prompts.asList()))
                        || (column == negatives && negatives.countMissing() < negatives.size()))
                .toArray(Column<?>[]::new);
    }

    private Column<?>[] settings() {
        return new Column<?>[] {
            words("model", recipe -> recipe.model().name()),
            words("precision", recipe -> recipe.precision().toString()),
            LongColumn.create("seed", recipes().mapToLong(Recipe::seed)),
            IntColumn.create("picture", recipes().mapToInt(Recipe::index)),
            numbers("guidance", recipe -> recipe.sampling().guidance()),
            numbers("temperature", recipe -> recipe.sampling().temperature()),
            IntColumn.create(
                    "top-k", recipes().mapToInt(recipe -> recipe.sampling().topK())),
            numbers("top-p", recipe -> recipe.sampling().topP())
        };
    }

    private Column<?>[] findings() {
        return new Column<?>[] {
            DoubleColumn.create("log-likelihood", artworks().mapToDouble(Artwork::logLikelihood)),
            DoubleColumn.create("log-likelihood per token", artworks().mapToDouble(SweepTable::logLikelihoodPerToken)),
            DoubleColumn.create(
                    "seconds",
                    result.pictures().stream()
                            .mapToDouble(picture -> picture.time().toNanos() / 1e9)),
            BooleanColumn.create(
                    "cached",
                    result.pictures().stream().map(SweepResult.Picture::cached).toList()),
            BooleanColumn.create("complete", artworks().map(Artwork::complete).toList())
        };
    }

    /** The natural logarithm, averaged over the tokens that were drawn; NaN if all were given. */
    static double logLikelihoodPerToken(Artwork artwork) {
        Canvas canvas = artwork.recipe().canvas();
        int tokens = artwork.tokens().rowsFilled() * artwork.tokens().columns();
        long drawn = canvas.isBlank()
                ? tokens
                : canvas.tokens().stream()
                        .limit(tokens)
                        .filter(token -> token == Canvas.OPEN)
                        .count();
        return drawn == 0 ? Double.NaN : artwork.logLikelihood() / drawn;
    }

    private StringColumn[] labels() {
        SweepPlan plan = result.plan();
        StringColumn columns =
                StringColumn.create("column", result.pictures().stream().map(picture -> plan.columns()
                        .values()
                        .get(picture.column())
                        .label()));
        if (!plan.hasRows()) {
            return new StringColumn[] {columns};
        }
        StringColumn rows = StringColumn.create(
                "row",
                result.pictures().stream()
                        .map(picture -> plan.rows().values().get(picture.row()).label()));
        return new StringColumn[] {rows, columns};
    }

    private StringColumn words(String name, Function<Recipe, String> word) {
        return StringColumn.create(name, recipes().map(word));
    }

    private DoubleColumn numbers(String name, ToDoubleFunction<Recipe> number) {
        return DoubleColumn.create(name, recipes().mapToDouble(number));
    }

    private Stream<Recipe> recipes() {
        return artworks().map(Artwork::recipe);
    }

    private Stream<Artwork> artworks() {
        return result.artworks().stream();
    }
}
