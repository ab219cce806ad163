package org.imagine4j.inference.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.imagine4j.inference.Sampling;
import org.imagine4j.inference.TokenGrid;
import org.imagine4j.inference.decoding.TokenDistribution;

/** Reads a picture through the logit lens, the logits of one layer in memory at a time. */
final class LensReader {

    private final TokenGrid tokens;
    private final Sampling sampling;

    private LensReader(Subject subject) {
        this.tokens = subject.tokens();
        this.sampling = subject.recipe().sampling();
    }

    static LogitLens read(OpenModel model, Subject subject) {
        LensReader reader = new LensReader(subject);
        List<Integer> all = IntStream.rangeClosed(0, model.lastLayer()).boxed().toList();
        return model.read(subject.texts(), subject.tokens(), all, List.of(), (texts, pass) -> {
            List<LogitLens.Layer> layers = new ArrayList<>();
            for (int layer : all) {
                OpenModel.goOn();
                float[][][] logits = pass.logits(layer);
                layers.add(reader.layer(logits[1], logits[0]));
            }
            return new LogitLens(layers);
        });
    }

    private LogitLens.Layer layer(float[][] conditional, float[][] unconditional) {
        int positions = conditional.length;
        int[] choices = new int[positions];
        double[] confidence = new double[positions];
        double[] own = new double[positions];
        IntStream.range(0, positions).parallel().forEach(position -> {
            float[] guided = TokenDistribution.guided(conditional[position], unconditional[position], sampling);
            Distribution distribution = new Distribution(guided);
            choices[position] = TokenDistribution.likeliest(guided);
            confidence[position] = Math.exp(distribution.logProbability(choices[position]));
            int token = tokens.token(position / tokens.columns(), position % tokens.columns());
            own[position] = Math.exp(distribution.logProbability(token));
        });
        return new LogitLens.Layer(new TokenGrid(tokens.rows(), tokens.columns(), choices), map(confidence), map(own));
    }

    private GridMap map(double[] values) {
        return GridMap.of(tokens.rowsFilled(), tokens.columns(), position -> values[position]);
    }
}
