package org.imagine4j.magics.sweep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Generation;
import org.imagine4j.inference.Generation.Outcome;
import org.imagine4j.inference.Progress;
import org.imagine4j.inference.Recipe;
import org.imagine4j.magics.Imagine;
import org.imagine4j.magics.Plan;
import org.imagine4j.magics.Prompt;
import org.imagine4j.magics.PromptTemplate;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.UsageException;

/**
 * The same request with different settings, side by side:
 *
 * <pre>{@code
 * Imagine cat = Imagine.prompt("a cat on a blue background").seed(7);
 * SweepResult s = Sweep.of(cat, Axis.temperature(0.5, 1, 2), Axis.guidance(1, 1.5, 2)).run();
 * s.table().sortOn("log-likelihood per token");
 * }</pre>
 *
 * <p>All pictures have the seed of the request, or one chosen at random, unless it is an axis: they differ only in what is
 * swept. Pictures that the studio still has are not made again, so a sweep that is run again with more values makes only
 * the new ones. Immutable.
 */
public final class Sweep {

    /** The most pictures of one cell. */
    public static final int MAX_IMAGES = 9;

    /** The most pictures of a sweep. */
    public static final int MAX_PICTURES = 400;

    private final Imagine request;
    private final Axis rows;
    private final Axis columns;

    private Sweep(Imagine request, Axis rows, Axis columns) {
        this.request = request;
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * A sweep along one or two axes. Several prompts, as the choices of {@code {red|blue}} make them, are an axis, too; two
     * pairs of braces are two.
     *
     * @param request what stays the same; one picture of it for each combination of values unless it says how many
     * @param axes the first changes from row to row, the second from column to column; one alone from column to column
     * @throws UsageException if that makes no axis or more than two
     */
    public static Sweep of(Imagine request, Axis... axes) {
        List<Axis> all = new ArrayList<>(promptAxes(request.prompts(), axes.length == 0));
        all.addAll(List.of(axes));
        return switch (all.size()) {
            case 0 ->
                throw new UsageException(
                        "There is nothing to compare: every setting has one value.",
                        "Give one or two of them several, as in --temperature 0.5,1,2 or --seed 1:9.");
            case 1 -> new Sweep(request, Axis.NONE, all.get(0));
            case 2 -> new Sweep(request, all.get(0), all.get(1));
            default ->
                throw new UsageException(
                        all.size() + " things have several values: "
                                + String.join(", ", all.stream().map(Axis::name).toList())
                                + ". A sheet of pictures has rows and columns only.",
                        "Give one value to all but two of them.");
        };
    }

    /** The choices of a template make rows and columns if there is room for both. */
    private static List<Axis> promptAxes(List<Prompt> prompts, boolean both) {
        if (prompts.size() == 1) {
            return List.of();
        }
        int last = new PromptTemplate(prompts.get(0).template()).lastChoices();
        int first = prompts.size() / last;
        if (both && last > 1 && first > 1 && first * last == prompts.size()) {
            List<List<String>> columns = IntStream.range(0, first)
                    .mapToObj(row -> Differences.of(prompts.subList(row * last, (row + 1) * last)))
                    .distinct()
                    .toList();
            if (columns.size() == 1) {
                List<Prompt> oneOfEach = IntStream.range(0, first)
                        .mapToObj(row -> prompts.get(row * last))
                        .toList();
                return List.of(Axis.prompts(oneOfEach), Axis.everyPrompt(columns.get(0)));
            }
        }
        return List.of(Axis.prompts(prompts));
    }

    /**
     * Makes the pictures and shows nothing meanwhile; the result shows itself when it is a notebook cell's value. An
     * interrupt (a notebook's stop button) ends the run early, keeps what exists by then, and is used up by that.
     *
     * @throws UsageException if the request cannot be met, whatever the value
     */
    public SweepResult run() {
        return run(SweepListener.SILENT);
    }

    /** {@link #run()}, watched. */
    public SweepResult run(SweepListener listener) {
        long start = System.nanoTime();
        Studio studio = request.studio();
        SweepPlan plan = plan(studio);
        Map<Recipe, SweepResult.Made> made = new LinkedHashMap<>();
        for (Recipe recipe : plan.recipes()) {
            studio.remembered(recipe)
                    .ifPresent(artwork -> made.put(recipe, new SweepResult.Made(artwork, Duration.ZERO, true)));
        }
        listener.planned(
                plan, made.values().stream().map(SweepResult.Made::artwork).toList());
        Set<String> notes = new LinkedHashSet<>();
        Outcome outcome = Outcome.FINISHED;
        for (Plan part : plan.parts(made::containsKey)) {
            listener.begins(part, studio.isBusy(part));
            Generation generation = studio.run(part, progress -> heard(progress, listener));
            listener.made(generation);
            made.putAll(shares(generation));
            notes.addAll(generation.notes());
            outcome = generation.outcome();
            if (outcome == Outcome.STOPPED) {
                break;
            }
        }
        SweepResult result = SweepResult.of(plan, made, outcome, Duration.ofNanos(System.nanoTime() - start));
        for (String note : notes) {
            result = result.withNote(note);
        }
        return result;
    }

    private void heard(Progress progress, SweepListener listener) {
        listener.progressed(progress);
        request.listener().progressed(progress);
    }

    /** Each picture with its share of the run's time, which goes by its rows. */
    private static Map<Recipe, SweepResult.Made> shares(Generation generation) {
        long rows = generation.artworks().stream()
                .mapToLong(artwork -> artwork.tokens().rowsFilled())
                .sum();
        Map<Recipe, SweepResult.Made> made = new LinkedHashMap<>();
        for (Artwork artwork : generation.artworks()) {
            Duration share = generation
                    .timings()
                    .total()
                    .multipliedBy(artwork.tokens().rowsFilled())
                    .dividedBy(rows);
            made.put(artwork.recipe(), new SweepResult.Made(artwork, share, false));
        }
        return made;
    }

    private SweepPlan plan(Studio studio) {
        int cells = rows.values().size() * columns.values().size();
        int images = request.images().orElse(1);
        checkNumbers(cells, images);
        Imagine sized = request.images().isPresent() ? request : request.images(1);
        long seed = studio.plan(cell(sized, 0, 0)).recipes().get(0).seed();
        Imagine seeded = sized.seed(seed);
        List<Plan> plans = new ArrayList<>();
        for (int row = 0; row < rows.values().size(); row++) {
            for (int column = 0; column < columns.values().size(); column++) {
                plans.add(studio.plan(cell(seeded, row, column)));
            }
        }
        return new SweepPlan(rows, columns, plans);
    }

    private static void checkNumbers(int cells, int images) {
        if (images > MAX_IMAGES) {
            throw new UsageException(
                    "A sweep has " + images + " pictures of everything; it must be from 1 to " + MAX_IMAGES + ".",
                    "Leave it out for one of each.");
        }
        if (cells * images > MAX_PICTURES) {
            throw new UsageException(
                    cells * images + " pictures are too many to compare; a sweep has " + MAX_PICTURES + " at most.",
                    "Give fewer values.");
        }
    }

    /** The rows come last, for they may pick from prompts that the columns change. */
    private Imagine cell(Imagine seeded, int row, int column) {
        return rows.apply(columns.apply(seeded, column), row);
    }
}
