package org.imagine4j.inference.inspection;

/**
 * How the token at one position stood, given the tokens before it.
 *
 * @param position from 0, row by row
 * @param row of the token grid
 * @param column of the token grid
 * @param token the codebook index there
 * @param conditional in {@link Stage#CONDITIONAL}
 * @param unconditional in {@link Stage#UNCONDITIONAL}
 * @param guided in {@link Stage#GUIDED}
 * @param drawn in {@link Stage#DRAWN}
 * @param guidanceShift how much guidance changed the distribution here, in nats: KL(guided ‖ conditional)
 */
public record PositionOdds(
        int position,
        int row,
        int column,
        int token,
        Odds conditional,
        Odds unconditional,
        Odds guided,
        Odds drawn,
        double guidanceShift) {

    /** How it stood in a stage. */
    public Odds in(Stage stage) {
        return switch (stage) {
            case CONDITIONAL -> conditional;
            case UNCONDITIONAL -> unconditional;
            case GUIDED -> guided;
            case DRAWN -> drawn;
        };
    }

    /** How much the prompt spoke for this token, in nats: ln(conditional / unconditional). Negative: against it. */
    public double promptEvidence() {
        return conditional.logProbability() - unconditional.logProbability();
    }
}
