package org.imagine4j.inference.inspection;

/** A softmax over the codebook. */
final class Distribution {

    private final float[] logits;
    private final double logSum;
    private final double entropy;

    /** @param logits one for every code; not copied */
    Distribution(float[] logits) {
        this.logits = logits;
        double best = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            best = Math.max(best, logit);
        }
        double sum = 0;
        double weighted = 0;
        for (float logit : logits) {
            double distance = logit - best;
            double weight = Math.exp(distance);
            sum += weight;
            weighted += weight == 0 ? 0 : weight * distance;
        }
        this.logSum = best + Math.log(sum);
        this.entropy = Math.log(sum) - weighted / sum;
    }

    double logProbability(int token) {
        return logits[token] - logSum;
    }

    Odds odds(int token) {
        return new Odds(logProbability(token), rank(token), entropy);
    }

    private int rank(int token) {
        int better = 0;
        for (int other = 0; other < logits.length; other++) {
            if (logits[other] > logits[token] || (logits[other] == logits[token] && other < token)) {
                better++;
            }
        }
        return better + 1;
    }

    /** The same token's odds in a distribution that keeps this one's order. */
    Odds oddsAmong(double[] probabilities, int token) {
        double left = 0;
        for (double probability : probabilities) {
            left -= probability == 0 ? 0 : probability * Math.log(probability);
        }
        return new Odds(Math.log(probabilities[token]), rank(token), left);
    }

    /** KL(this ‖ other) in nats. */
    double divergenceFrom(Distribution other) {
        double sum = 0;
        for (int token = 0; token < logits.length; token++) {
            double log = logProbability(token);
            double probability = Math.exp(log);
            sum += probability == 0 ? 0 : probability * (log - other.logProbability(token));
        }
        return Math.max(0, sum);
    }

    /** The probability of every token. */
    double[] probabilities() {
        double[] probabilities = new double[logits.length];
        for (int token = 0; token < probabilities.length; token++) {
            probabilities[token] = Math.exp(logProbability(token));
        }
        return probabilities;
    }
}
