package org.imagine4j.magics;

import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.imagine4j.inference.inspection.Candidate;
import org.imagine4j.inference.inspection.Codebook;
import org.imagine4j.inference.inspection.Inspection;
import org.imagine4j.inference.inspection.PositionOdds;
import org.imagine4j.inference.inspection.Stage;

/**
 * What the codes look like that stand in a picture or could have stood there. Each costs a run of the VQGAN, so there is a
 * limit: the ones in the picture come first, then the likeliest.
 */
final class CandidatePatches {

    /** Painted for the patches at most: 256 codes of 8×8 pixels, 64 of 16×16, about as much as 16 pictures of 256×256. */
    private static final int MAX_PIXELS = 1 << 20;

    /** A patch is cut from a picture of so many of it. */
    private static final int SAMPLE_TOKENS = 64;

    private CandidatePatches() {}

    /**
     * Paints them.
     *
     * @param patchSize width and height of a patch in pixels
     * @return patches by code; some candidates may be missing
     */
    static Map<Integer, BufferedImage> paint(Inspection inspection, Codebook codebook, int patchSize) {
        int limit = Math.max(1, MAX_PIXELS / (SAMPLE_TOKENS * patchSize * patchSize));
        List<Integer> codes = weights(inspection).entrySet().stream()
                .sorted(Map.Entry.<Integer, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
        List<BufferedImage> patches = codebook.patches(codes);
        Map<Integer, BufferedImage> byCode = new TreeMap<>();
        for (int i = 0; i < codes.size(); i++) {
            byCode.put(codes.get(i), patches.get(i));
        }
        return byCode;
    }

    /** How much there is to see of every code: its probabilities in all places, more than that if it stands there. */
    private static Map<Integer, Double> weights(Inspection inspection) {
        Map<Integer, Double> weights = new HashMap<>();
        for (PositionOdds odds : inspection.probabilities().positions()) {
            weights.merge(odds.token(), (double) Stage.values().length, Double::sum);
            for (Stage stage : Stage.values()) {
                for (Candidate candidate :
                        inspection.probabilities().candidates(odds.position(), stage, ImageTokens.CANDIDATES)) {
                    weights.merge(candidate.token(), candidate.probability(), Double::sum);
                }
            }
        }
        return weights;
    }
}
