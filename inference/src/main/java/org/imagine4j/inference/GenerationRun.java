package org.imagine4j.inference;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.imagine4j.inference.Generation.Outcome;
import org.imagine4j.inference.Generation.Timings;
import org.imagine4j.inference.decoding.ImageDecoder;
import org.imagine4j.inference.painting.Painter;
import org.imagine4j.inference.runtime.Placement;

/** The state of one run: the tokens so far and where the time went. Lives on the generating thread. */
final class GenerationRun implements Progress {

    private final List<Recipe> recipes;
    private final int side;
    private final Painter painter;
    private final GenerationListener listener;
    private final int[][] tokens;
    private final int[] drawn;

    private final long start = System.nanoTime();
    private Duration encoding = Duration.ZERO;
    private Duration listening = Duration.ZERO;
    private Duration painting = Duration.ZERO;

    GenerationRun(List<Recipe> recipes, int side, Painter painter, GenerationListener listener) {
        this.recipes = List.copyOf(recipes);
        this.side = side;
        this.painter = painter;
        this.listener = listener;
        this.tokens = new int[recipes.size()][side * side];
        this.drawn = new int[recipes.size()];
    }

    /** Tells the listener how things stand. */
    void announce() {
        long before = System.nanoTime();
        listener.progressed(this);
        listening = listening.plusNanos(System.nanoTime() - before);
    }

    <T> T timeEncoding(Supplier<T> encode) {
        long before = System.nanoTime();
        T result = encode.get();
        encoding = encoding.plusNanos(System.nanoTime() - before);
        return result;
    }

    /** Notes the tokens of some of the pictures as they are drawn, and tells the listener of every whole row. */
    ImageDecoder.TokenListener batch(List<Integer> pictures) {
        return (position, newTokens) -> {
            for (int i = 0; i < newTokens.length; i++) {
                tokens[pictures.get(i)][position] = newTokens[i];
                drawn[pictures.get(i)] = position + 1;
            }
            if ((position + 1) % side == 0) {
                announce();
            }
        };
    }

    /** Paints what there is. */
    Generation finish(Placement placement) {
        Duration untilPainting = elapsed();
        List<Integer> begun = IntStream.range(0, recipes.size())
                .filter(i -> grid(i).rowsFilled() > 0)
                .boxed()
                .toList();
        List<TokenGrid> grids = begun.stream().map(this::grid).toList();
        List<BufferedImage> images = timePainting(() -> painter.paint(grids));
        List<Artwork> artworks = IntStream.range(0, grids.size())
                .mapToObj(i -> new Artwork(recipes.get(begun.get(i)), grids.get(i), images.get(i)))
                .toList();
        Outcome outcome = rowsDone() == rowsTotal() ? Outcome.FINISHED : Outcome.STOPPED;
        Duration decoding = untilPainting.minus(encoding).minus(listening);
        return new Generation(artworks, outcome, new Timings(encoding, decoding, painting, elapsed()), placement);
    }

    @Override
    public List<Recipe> recipes() {
        return recipes;
    }

    @Override
    public List<TokenGrid> tokens() {
        return IntStream.range(0, recipes.size()).mapToObj(this::grid).toList();
    }

    private TokenGrid grid(int picture) {
        return new TokenGrid(side, side, Arrays.copyOf(tokens[picture], drawn[picture] / side * side));
    }

    @Override
    public int rowsDone() {
        return Arrays.stream(drawn).map(count -> count / side).sum();
    }

    @Override
    public int rowsTotal() {
        return recipes.size() * side;
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public BufferedImage paint(int picture) {
        return timePainting(() -> painter.paint(grid(picture)));
    }

    private <T> T timePainting(Supplier<T> paint) {
        long before = System.nanoTime();
        T result = paint.get();
        painting = painting.plusNanos(System.nanoTime() - before);
        return result;
    }

    @Override
    public int imageSize() {
        return painter.imageSize();
    }

    @Override
    public Duration painting() {
        return painting;
    }
}
