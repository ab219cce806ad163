package org.imagine4j.inference.inspection;

import java.util.Arrays;
import java.util.List;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.inference.decoding.Texts;

/** How likely every token of a picture is under one text alone. */
final class LogProbabilities {

    private LogProbabilities() {}

    /**
     * Natural logarithms of the model's own probabilities: one run of the decoder.
     *
     * @param text one
     * @return {@code [position]}
     */
    static double[] of(OpenModel model, Texts text, TokenGrid tokens) {
        float[][] logits =
                model.read(text, tokens, List.of(model.lastLayer()), List.of(), (texts, pass) -> pass.logits(0)[0]);
        int[] drawn = tokens.toArray();
        double[] logProbabilities = new double[drawn.length];
        Arrays.setAll(logProbabilities, position -> new Distribution(logits[position]).logProbability(drawn[position]));
        return logProbabilities;
    }
}
