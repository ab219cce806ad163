package org.imagine4j.inference;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imagine4j.inference.ranking.Ranking;
import org.imagine4j.inference.runtime.Placement;

/**
 * The pictures of one run, in the order of their recipes, with timings.
 *
 * @param artworks the pictures; those that a stop left without a single row are missing
 * @param mosaics where it was asked for, the whole pictures of each prompt edge to edge, painted as one; else empty
 * @param outcome whether the run went to its end
 * @param timings where the time went
 * @param placement where it ran
 * @param notes what else there is to say about it, each a few words for the user
 * @param ranking how well the pictures fit their prompts, in the same order as the pictures; empty if nobody asked
 */
public record Generation(
        List<Artwork> artworks,
        List<Artwork> mosaics,
        Outcome outcome,
        Timings timings,
        Placement placement,
        List<String> notes,
        Optional<Ranking> ranking) {

    /** How a run ended. */
    public enum Outcome {
        /** Every picture is complete. */
        FINISHED,
        /** It was stopped; what existed by then is kept. */
        STOPPED
    }

    /**
     * Wall-clock time of the stages of one run.
     *
     * @param encode text encoder
     * @param decode image token decoder with sampling
     * @param paint VQGAN decoder, previews included
     * @param total everything, listeners included
     */
    public record Timings(Duration encode, Duration decode, Duration paint, Duration total) {}

    public Generation {
        artworks = List.copyOf(artworks);
        mosaics = List.copyOf(mosaics);
        notes = List.copyOf(notes);
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(timings, "timings");
        Objects.requireNonNull(placement, "placement");
        if (ranking.isPresent() && !ranking.get().artworks().equals(artworks)) {
            throw new IllegalArgumentException("The ranking is one of other pictures, or in another order.");
        }
    }

    /** A run without mosaics, of which there is nothing else to say. */
    public Generation(List<Artwork> artworks, Outcome outcome, Timings timings, Placement placement) {
        this(artworks, List.of(), outcome, timings, placement, List.of(), Optional.empty());
    }

    /**
     * Picture {@code i}, from 0.
     *
     * @throws IndexOutOfBoundsException if there is no such picture; the message says how many there are
     */
    public Artwork artwork(int i) {
        if (i < 0 || i >= artworks.size()) {
            throw new IndexOutOfBoundsException(
                    "There is no picture " + i + "; this generation has " + artworks.size() + ", counted from 0.");
        }
        return artworks.get(i);
    }

    /** The same pictures with another account of where they were made. */
    public Generation placed(Placement newPlacement) {
        return new Generation(artworks, mosaics, outcome, timings, newPlacement, notes, ranking);
    }

    /** The same with one more thing to say about it. */
    public Generation withNote(String note) {
        List<String> more = Stream.concat(notes.stream(), Stream.of(note)).toList();
        return new Generation(artworks, mosaics, outcome, timings, placement, more, ranking);
    }

    /** The same with something changed about every picture. */
    public Generation map(UnaryOperator<Artwork> change) {
        Optional<Ranking> changed = ranking.map(ranked -> ranked.map(change));
        List<Artwork> pictures = changed.map(Ranking::artworks)
                .orElseGet(() -> artworks.stream().map(change).toList());
        return new Generation(pictures, mosaics, outcome, timings, placement, notes, changed);
    }

    /** The same in the order of a ranking, with the pictures that are in it. */
    public Generation ranked(Ranking newRanking) {
        return new Generation(
                newRanking.artworks(), mosaics, outcome, timings, placement, notes, Optional.of(newRanking));
    }

    /**
     * The best pictures of each prompt.
     *
     * @param count how many of each prompt at most, at least 1
     * @throws IllegalStateException if the pictures are not ranked; the message has two lines for the user
     */
    public Generation best(int count) {
        return ranked(ranking.orElseThrow(() -> new IllegalStateException("These pictures are not ranked, so nobody"
                        + " knows the best.\nRank them first: Imagine.rank(generation)."))
                .best(count));
    }

    /**
     * The same with the whole pictures of each prompt joined.
     *
     * @param paint paints a grid of any size
     */
    public Generation joined(Function<TokenGrid, BufferedImage> paint) {
        Map<Recipe, List<Artwork>> byPrompt = artworks.stream()
                .filter(Artwork::complete)
                .collect(Collectors.groupingBy(
                        artwork -> artwork.recipe().withIndex(0), LinkedHashMap::new, Collectors.toList()));
        List<Artwork> joined = byPrompt.values().stream()
                .map(pictures -> join(pictures, paint))
                .toList();
        return new Generation(artworks, joined, outcome, timings, placement, notes, ranking);
    }

    /** As if somebody had given all its tokens. */
    private static Artwork join(List<Artwork> pictures, Function<TokenGrid, BufferedImage> paint) {
        Artwork first = pictures.get(0);
        TokenGrid all = TokenGrid.join(pictures.stream().map(Artwork::tokens).toList(), mosaicColumns(pictures.size()));
        return new Artwork(first.recipe().withCanvas(Canvas.of(all)), all, paint.apply(all), 0, first.template());
    }

    /** About as many columns as rows, so that no place is left over. */
    private static int mosaicColumns(int pictures) {
        int columns = (int) Math.ceil(Math.sqrt(pictures));
        while (pictures % columns != 0) {
            columns++;
        }
        return columns;
    }

    /**
     * Saves every picture as PNG, recipes and tokens inside: the mosaics if there are any, else the pictures.
     *
     * @param target a file that ends in {@code .png}, which several pictures share with a number before its ending; or a
     *     folder, in which they are called after prompt, seed and index. What is there already is not overwritten but in
     *     the first case.
     * @return where they are
     * @throws java.io.UncheckedIOException if a file cannot be written
     */
    public List<Path> save(Path target) {
        List<Artwork> all = mosaics.isEmpty() ? artworks : mosaics;
        SavedNames names = new SavedNames(target, all.size());
        return IntStream.range(0, all.size())
                .mapToObj(i -> all.get(i).save(names.of(i, all.get(i).recipe())))
                .toList();
    }

    /** {@link #save(Path)} for a path as text. */
    public List<Path> save(String target) {
        return save(Path.of(target));
    }

    /** How many pictures there are. */
    public int size() {
        return artworks.size();
    }

    public boolean finished() {
        return outcome == Outcome.FINISHED;
    }
}
