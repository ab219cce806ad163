package org.imagine4j.magics;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Canvas;
import org.imagine4j.inference.Emphasis;
import org.imagine4j.inference.Generation;
import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.TokenGrid;

/**
 * A question about a picture: what would it be if one thing had been otherwise? Whatever is not changed stays as it was,
 * the random numbers included.
 *
 * <pre>{@code
 * Imagine.whatIf(g.artwork(0)).swap("cat", "dog").run()
 * Imagine.whatIf(g.artwork(0)).token(3, 4, 120).redraw().run().after().save("other.png");
 * Imagine.whatIf(g.artwork(0)).fromRow(4).with(request -> request.temperature(2)).run()
 * }</pre>
 *
 * <p>Immutable: every method returns a new question.
 */
public final class WhatIf {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private final Studio studio;
    private final Artwork artwork;
    private Map<Integer, Integer> tokens = Map.of();
    private boolean redraw;
    private OptionalInt fromRow = OptionalInt.empty();
    private Optional<Prompt> prompt = Optional.empty();
    private Emphasis emphasis;
    private Optional<UnaryOperator<Imagine>> settings = Optional.empty();

    WhatIf(Studio studio, Artwork artwork) {
        this.studio = studio;
        this.artwork = artwork;
        this.emphasis = artwork.recipe().emphasis();
    }

    private WhatIf(WhatIf other) {
        this.studio = other.studio;
        this.artwork = other.artwork;
        this.tokens = other.tokens;
        this.redraw = other.redraw;
        this.fromRow = other.fromRow;
        this.prompt = other.prompt;
        this.emphasis = other.emphasis;
        this.settings = other.settings;
    }

    /** A copy with a change: only the copy is ever written to, and only here. */
    private WhatIf changed(Consumer<WhatIf> change) {
        WhatIf copy = new WhatIf(this);
        change.accept(copy);
        return copy;
    }

    /**
     * … if another token stood at a place? Only the pixels are painted anew, unless {@link #redraw} or another change says
     * that the model draws again. May be asked of several places.
     *
     * @param row from 0
     * @param column from 0
     * @param code of the codebook
     * @throws UsageException if the picture has no such place, or the model no such code
     */
    public WhatIf token(int row, int column, int code) {
        TokenGrid grid = artwork.tokens();
        if (row < 0 || row >= grid.rowsFilled() || column < 0 || column >= grid.columns()) {
            throw new UsageException(
                    "token names row " + row + ", column " + column + ", but the picture has " + grid.rowsFilled()
                            + " rows of " + grid.columns() + " tokens.",
                    "Both count from 0, from the top left.");
        }
        int codes = studio.modelOf(artwork).vqgan().codes();
        if (code < 0 || code >= codes) {
            throw new UsageException(
                    "token is " + code + ", but the codebook of "
                            + artwork.recipe().model() + " has " + codes + ".",
                    "Give one from 0 to " + (codes - 1) + ".");
        }
        Map<Integer, Integer> more = new TreeMap<>(tokens);
        more.put(row * grid.columns() + column, code);
        return changed(copy -> copy.tokens = more);
    }

    /** … and the model drew all that follows the first changed token? */
    public WhatIf redraw() {
        return changed(copy -> copy.redraw = true);
    }

    /**
     * … if the model drew again from a row on? What is above is kept.
     *
     * @param row from 0
     * @throws UsageException if the picture has no such row
     */
    public WhatIf fromRow(int row) {
        int rows = artwork.tokens().rowsFilled();
        if (row < 0 || row >= rows) {
            throw new UsageException(
                    "from-row is " + row + ", but the picture has " + rows + " rows of tokens.",
                    "Give one from 0 to " + (rows - 1) + ".");
        }
        return changed(copy -> copy.fromRow = OptionalInt.of(row));
    }

    /** … if the prompt were another one? */
    public WhatIf prompt(String newPrompt) {
        return prompt(Prompt.of(newPrompt));
    }

    /** As {@link #prompt(String)}, for one in which something was filled in. */
    public WhatIf prompt(Prompt newPrompt) {
        return changed(copy -> copy.prompt = Optional.of(newPrompt));
    }

    /**
     * … if the prompt had another word?
     *
     * @param word one or several words as they stand in the prompt, in capitals or not; replaced wherever they do
     * @param other what stands there instead
     * @throws UsageException if they do not
     */
    public WhatIf swap(String word, String other) {
        String text = prompt.map(Prompt::text).orElse(artwork.recipe().prompt());
        String wanted = word.strip();
        Matcher found = Pattern.compile(
                        "(?<![\\p{L}\\p{N}])" + Pattern.quote(wanted) + "(?![\\p{L}\\p{N}])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text);
        if (wanted.isEmpty() || !found.find()) {
            List<String> words = WORD.matcher(text)
                    .results()
                    .map(MatchResult::group)
                    .distinct()
                    .toList();
            throw new UsageException(
                    "\"" + word + "\" is not in the prompt \"" + text + "\".",
                    "Its words: " + String.join(", ", words) + ".");
        }
        String swapped = found.replaceAll(Matcher.quoteReplacement(other.strip()));
        WhatIf otherPrompt = prompt(swapped);
        return otherPrompt.changed(copy -> copy.emphasis = renamed(emphasis, wanted, other.strip()));
    }

    /** A word that takes the place of one with a weight has it, too. */
    private static Emphasis renamed(Emphasis emphasis, String word, String other) {
        Map<String, Double> weights = new TreeMap<>();
        emphasis.weights()
                .forEach((name, weight) ->
                        weights.put(name.equalsIgnoreCase(word) && !other.isEmpty() ? other : name, weight));
        return new Emphasis(weights);
    }

    /** … if the model looked more or less at a word? Experimental: {@link Imagine#weight}. */
    public WhatIf weight(String word, double weight) {
        return with(request -> request.weight(word, weight));
    }

    /**
     * … if it were drawn with other settings?
     *
     * @param change sets them, such as {@code request -> request.temperature(2).guidance(4)}
     */
    public WhatIf with(UnaryOperator<Imagine> change) {
        Objects.requireNonNull(change, "change");
        UnaryOperator<Imagine> before = settings.orElse(UnaryOperator.identity());
        return changed(copy -> copy.settings = Optional.of(request -> change.apply(before.apply(request))));
    }

    /** Whether the model need not draw, because only pixels change. */
    public boolean onlyRepaints() {
        return !tokens.isEmpty() && !redraw && fromRow.isEmpty() && prompt.isEmpty() && settings.isEmpty();
    }

    /**
     * Answers, and shows nothing meanwhile; the answer shows itself when it is a notebook cell's value.
     *
     * @throws UsageException if nothing is changed, or it cannot be done
     */
    public Alternative run() {
        return onlyRepaints() ? repaint() : alternative(request().run());
    }

    private Alternative repaint() {
        Canvas canvas = forced(Canvas.of(artwork.tokens()));
        int[] all = canvas.tokens().stream()
                .mapToInt(token -> token)
                .limit(artwork.tokens().toArray().length)
                .toArray();
        TokenGrid grid = new TokenGrid(canvas.rows(), canvas.columns(), all);
        Recipe recipe = artwork.recipe().withCanvas(canvas);
        return new Alternative(
                artwork,
                new Artwork(
                        recipe, grid, studio.ask(artwork, pipeline -> pipeline.paint(grid)), 0, artwork.template()));
    }

    private Canvas forced(Canvas canvas) {
        Canvas all = canvas;
        for (Map.Entry<Integer, Integer> token : tokens.entrySet()) {
            all = all.with(token.getKey(), token.getValue());
        }
        return all;
    }

    /**
     * The request for the other picture.
     *
     * @throws UsageException if nothing is changed, or it cannot be done
     */
    public Imagine request() {
        if (tokens.isEmpty() && fromRow.isEmpty() && prompt.isEmpty() && settings.isEmpty()) {
            throw new UsageException(
                    redraw ? "redraw needs a token that is changed." : "Nothing is changed, so nothing would differ.",
                    "Change a token (3:4=120), swap a word (cat=dog), draw again from a row, or with other settings.");
        }
        Recipe recipe = artwork.recipe();
        Prompt newPrompt = prompt.orElse(new Prompt(recipe.prompt(), artwork.template()));
        Canvas canvas = canvas();
        Imagine request = studio.again(
                recipe.withCanvas(canvas).withEmphasis(studio.within(emphasis, recipe, newPrompt.text())), newPrompt);
        Imagine changed = settings.map(change -> change.apply(request)).orElse(request);
        if (canvas.given() > 0
                && !changed.engine().model().equals(recipe.model().name())) {
            throw new UsageException(
                    "The picture's tokens are those of " + recipe.model() + "; to "
                            + changed.engine().model() + " they mean something else.",
                    "Go on from its pixels: %imagine --from does.");
        }
        return changed;
    }

    /** What is kept of the picture, with the changed tokens; the canvas that it was drawn on if everything is new. */
    private Canvas canvas() {
        int columns = artwork.tokens().columns();
        OptionalInt open = fromRow.isPresent()
                ? OptionalInt.of(fromRow.getAsInt() * columns)
                : tokens.keySet().stream()
                        .filter(place -> redraw)
                        .mapToInt(place -> place)
                        .min();
        if (open.isPresent()) {
            return forced(Canvas.of(artwork.tokens()).openFrom(open.getAsInt()));
        }
        Canvas own = artwork.recipe().canvas();
        if (tokens.isEmpty()) {
            return own;
        }
        return forced(own.isBlank() ? Canvas.blank(artwork.tokens().rows(), columns) : own);
    }

    /**
     * The answer.
     *
     * @param generation what {@link #request} made
     * @throws UsageException if it was stopped before there was anything to see
     */
    public Alternative alternative(Generation generation) {
        if (generation.artworks().isEmpty()) {
            throw new UsageException("Stopped before the first row was drawn.", "Run it again to see the picture.");
        }
        return new Alternative(artwork, generation.artwork(0));
    }
}
