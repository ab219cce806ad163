package org.imagine4j.inference.inspection;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.imagine4j.inference.Sampling;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.inference.decoding.TokenDistribution;

/**
 * What the model thought of every token of a picture before it stood there.
 *
 * <p>Immutable. Holds the logits of both lanes: 8 bytes for every position and code, 33 MB for DALL·E Mini.
 */
public final class Probabilities {

    private final TokenGrid tokens;
    private final Sampling sampling;
    private final float[][] conditional;
    private final float[][] unconditional;
    private final List<PositionOdds> positions;

    /**
     * @param conditional logits {@code [position][code]}; not copied
     * @param unconditional logits {@code [position][code]}; not copied
     */
    Probabilities(TokenGrid tokens, Sampling sampling, float[][] conditional, float[][] unconditional) {
        this.tokens = tokens;
        this.sampling = sampling;
        this.conditional = conditional;
        this.unconditional = unconditional;
        this.positions = IntStream.range(0, conditional.length)
                .parallel()
                .mapToObj(this::odds)
                .toList();
    }

    private PositionOdds odds(int position) {
        int row = position / tokens.columns();
        int column = position % tokens.columns();
        int token = tokens.token(row, column);
        float[] guidedLogits = guided(position);
        Distribution own = new Distribution(conditional[position]);
        Distribution guided = new Distribution(guidedLogits);
        return new PositionOdds(
                position,
                row,
                column,
                token,
                own.odds(token),
                new Distribution(unconditional[position]).odds(token),
                guided.odds(token),
                guided.oddsAmong(TokenDistribution.drawn(guidedLogits, sampling), token),
                guided.divergenceFrom(own));
    }

    private float[] guided(int position) {
        return TokenDistribution.guided(conditional[position], unconditional[position], sampling);
    }

    /** Every position that the picture has filled, row by row. */
    public List<PositionOdds> positions() {
        return positions;
    }

    /**
     * One position, from 0.
     *
     * @throws IndexOutOfBoundsException if there is no such position
     */
    public PositionOdds at(int position) {
        return positions.get(position);
    }

    /**
     * One place of the token grid, from 0.
     *
     * @throws IndexOutOfBoundsException if there is no such place
     */
    public PositionOdds at(int row, int column) {
        tokens.token(row, column);
        return positions.get(row * tokens.columns() + column);
    }

    /** Some number of every position as a map. */
    public GridMap map(ToDoubleFunction<PositionOdds> number) {
        return GridMap.of(
                tokens.rowsFilled(), tokens.columns(), position -> number.applyAsDouble(positions.get(position)));
    }

    /**
     * The likeliest tokens of a position in a stage, likeliest first.
     *
     * @param count how many at most; {@link Stage#DRAWN} has only those that could be drawn
     * @throws IndexOutOfBoundsException if there is no such position
     */
    public List<Candidate> candidates(int position, Stage stage, int count) {
        double[] probabilities = distribution(position, stage);
        List<Integer> best = Best.of(probabilities, count);
        return IntStream.range(0, best.size())
                .filter(place -> probabilities[best.get(place)] > 0)
                .mapToObj(place -> new Candidate(place + 1, best.get(place), probabilities[best.get(place)]))
                .toList();
    }

    /**
     * The whole distribution of a position in a stage.
     *
     * @return one probability for every code; they sum to 1
     * @throws IndexOutOfBoundsException if there is no such position
     */
    public double[] distribution(int position, Stage stage) {
        positions.get(position);
        return switch (stage) {
            case CONDITIONAL -> new Distribution(conditional[position]).probabilities();
            case UNCONDITIONAL -> new Distribution(unconditional[position]).probabilities();
            case GUIDED -> new Distribution(guided(position)).probabilities();
            case DRAWN -> TokenDistribution.drawn(guided(position), sampling);
        };
    }

    /**
     * The log-likelihood of the picture in a stage, in nats: the sum of the log-probabilities of its tokens, each given
     * those before it. −∞ in {@link Stage#DRAWN} if the sampling settings could not have drawn it.
     */
    public double logLikelihood(Stage stage) {
        return positions.stream()
                .mapToDouble(odds -> odds.in(stage).logProbability())
                .sum();
    }
}
