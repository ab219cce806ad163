package org.imagine4j.inference;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.imagine4j.inference.Generation.Outcome;
import org.imagine4j.inference.Generation.Timings;
import org.imagine4j.inference.decoding.Draw;
import org.imagine4j.inference.decoding.ImageDecoder;
import org.imagine4j.inference.decoding.RandomStream;
import org.imagine4j.inference.decoding.Window;
import org.imagine4j.inference.painting.Painter;
import org.imagine4j.inference.runtime.Placement;

/** The state of one run: the tokens so far and where the time went. Lives on the generating thread. */
final class GenerationRun implements Progress {

    private final List<Recipe> recipes;
    private final List<Canvas> canvases;
    private final int rowsTotal;
    private final Painter painter;
    private final GenerationListener listener;
    private final int[][] tokens;
    private final double[][] logProbabilities;
    private int rowsDone;

    private final long start = System.nanoTime();
    private Duration encoding = Duration.ZERO;
    private Duration listening = Duration.ZERO;
    private Duration painting = Duration.ZERO;

    GenerationRun(
            List<Recipe> recipes, List<Canvas> canvases, int rowsTotal, Painter painter, GenerationListener listener) {
        this.recipes = List.copyOf(recipes);
        this.canvases = canvases;
        this.rowsTotal = rowsTotal;
        this.painter = painter;
        this.listener = listener;
        this.tokens = canvases.stream()
                .map(canvas -> canvas.tokens().stream().mapToInt(token -> token).toArray())
                .toArray(int[][]::new);
        this.logProbabilities =
                Arrays.stream(tokens).map(picture -> new double[picture.length]).toArray(double[][]::new);
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

    /** How a picture is drawn inside a window, on top of what is there. */
    Draw draw(int picture, Window window) {
        Recipe recipe = recipes.get(picture);
        int[] before = tokens[picture].clone();
        return new Draw(
                recipe.sampling(), new RandomStream(recipe.seed(), recipe.index()), window, place -> before[place]);
    }

    /**
     * Notes the tokens of some of the pictures as they are drawn inside a window, and tells the listener of every whole
     * row.
     */
    ImageDecoder.TokenListener batch(List<Integer> pictures, Window window) {
        return (position, newTokens, newLogProbabilities) -> {
            int place = window.place(position);
            for (int i = 0; i < newTokens.length; i++) {
                int picture = pictures.get(i);
                if (tokens[picture][place] == Canvas.OPEN) {
                    tokens[picture][place] = newTokens[i];
                    logProbabilities[picture][place] = newLogProbabilities[i];
                }
            }
            if ((position + 1) % window.side() == 0) {
                rowsDone += newTokens.length;
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
                .mapToObj(i -> new Artwork(
                        recipes.get(begun.get(i)),
                        grids.get(i),
                        images.get(i),
                        logLikelihood(begun.get(i), grids.get(i))))
                .toList();
        Outcome outcome = rowsDone == rowsTotal ? Outcome.FINISHED : Outcome.STOPPED;
        Duration decoding = untilPainting.minus(encoding).minus(listening);
        return new Generation(artworks, outcome, new Timings(encoding, decoding, painting, elapsed()), placement);
    }

    private double logLikelihood(int picture, TokenGrid grid) {
        return Arrays.stream(logProbabilities[picture], 0, grid.rowsFilled() * grid.columns())
                .sum();
    }

    @Override
    public List<Recipe> recipes() {
        return recipes;
    }

    @Override
    public List<TokenGrid> tokens() {
        return IntStream.range(0, recipes.size()).mapToObj(this::grid).toList();
    }

    /** The rows from the top in which no place is open. */
    private TokenGrid grid(int picture) {
        int columns = canvases.get(picture).columns();
        int filled = (int) Arrays.stream(tokens[picture])
                .takeWhile(token -> token != Canvas.OPEN)
                .count();
        return new TokenGrid(
                canvases.get(picture).rows(), columns, Arrays.copyOf(tokens[picture], filled / columns * columns));
    }

    @Override
    public int rowsDone() {
        return rowsDone;
    }

    @Override
    public int rowsTotal() {
        return rowsTotal;
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
    public Duration painting() {
        return painting;
    }
}
