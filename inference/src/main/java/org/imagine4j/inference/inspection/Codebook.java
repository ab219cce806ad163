package org.imagine4j.inference.inspection;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.imagine4j.inference.TokenGrid;

/**
 * The VQGAN's codebook: a vector for every image token, from which the picture is painted (Esser et al.: Taming
 * Transformers for High-Resolution Image Synthesis, 2021).
 *
 * <p>Immutable but for remembering patches, and safe for several threads.
 */
public final class Codebook {

    /**
     * Most rows and columns of the uniform grid from the middle of which a code's patch is cut. The smaller it is, the
     * more its borders colour the middle.
     */
    private static final int SAMPLE_SIDE = 8;

    private final OpenModel model;
    private final int codes;
    private final int dimension;
    private final float[] vectors;
    private final Map<Integer, BufferedImage> patches = new ConcurrentHashMap<>();

    Codebook(OpenModel model) {
        this.model = model;
        this.codes = model.model().vqgan().codes();
        this.dimension = model.model().vqgan().codeDimension();
        this.vectors = model.codebook();
    }

    /** How many codes there are; they are 0 to this number - 1. */
    public int codes() {
        return codes;
    }

    /** How many numbers a vector has. */
    public int dimension() {
        return dimension;
    }

    /**
     * A copy of a code's vector, {@code [dimension]}.
     *
     * @throws IllegalArgumentException if there is no such code
     */
    public float[] vector(int code) {
        requireCode(code, codes);
        return Arrays.copyOfRange(vectors, code * dimension, (code + 1) * dimension);
    }

    /**
     * How far the vectors of two codes are apart (Euclidean).
     *
     * @throws IllegalArgumentException if there is no such code
     */
    public double distance(int code, int other) {
        requireCode(code, codes);
        requireCode(other, codes);
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            double difference = vectors[code * dimension + i] - vectors[other * dimension + i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    /**
     * The codes nearest to a code, nearest first, itself left out.
     *
     * @param count how many at most
     * @throws IllegalArgumentException if there is no such code
     */
    public List<Neighbour> nearest(int code, int count) {
        requireCode(code, codes);
        double[] closeness = new double[codes];
        Arrays.setAll(closeness, other -> other == code ? Double.NEGATIVE_INFINITY : -distance(code, other));
        return Best.of(closeness, Math.min(count, codes - 1)).stream()
                .map(other -> new Neighbour(other, -closeness[other]))
                .toList();
    }

    /**
     * A code alone as a patch: the middle of a picture of nothing but this code, at most 8×8 of it. Painted once; what
     * the code looks like in a picture depends on its neighbours there.
     *
     * @return as many pixels wide and high as a token is in a picture; treat it as read-only
     * @throws IllegalArgumentException if there is no such code
     * @throws IllegalStateException if the pipeline was closed before the code was painted
     */
    public BufferedImage patch(int code) {
        return patches(List.of(code)).get(0);
    }

    /** As {@link #patch}, for several codes in the same order. */
    public List<BufferedImage> patches(List<Integer> someCodes) {
        List<Integer> unknown = someCodes.stream()
                .distinct()
                .filter(code -> !patches.containsKey(code))
                .toList();
        if (!unknown.isEmpty()) {
            List<BufferedImage> pictures =
                    model.paint(unknown.stream().map(this::uniform).toList());
            for (int i = 0; i < unknown.size(); i++) {
                patches.put(unknown.get(i), middle(pictures.get(i)));
            }
        }
        return someCodes.stream().map(patches::get).toList();
    }

    private TokenGrid uniform(int code) {
        requireCode(code, codes);
        int side = sampleSide();
        int[] tokens = new int[side * side];
        Arrays.fill(tokens, code);
        return new TokenGrid(side, side, tokens);
    }

    private int sampleSide() {
        return Math.min(SAMPLE_SIDE, model.model().vqgan().gridSide());
    }

    private BufferedImage middle(BufferedImage picture) {
        int size = model.model().vqgan().patchSize();
        int start = sampleSide() / 2 * size;
        return copy(picture.getSubimage(start, start, size, size));
    }

    /** A picture of its own: a subimage would keep the whole one. */
    private static BufferedImage copy(BufferedImage part) {
        BufferedImage copy = new BufferedImage(part.getWidth(), part.getHeight(), BufferedImage.TYPE_INT_RGB);
        part.copyData(copy.getRaster());
        return copy;
    }

    /** @throws IllegalArgumentException if there is no such code */
    static void requireCode(int code, int codes) {
        if (code < 0 || code >= codes) {
            throw new IllegalArgumentException(
                    "Token " + code + " is not in the codebook.\nIts tokens are 0 to " + (codes - 1) + ".");
        }
    }
}
