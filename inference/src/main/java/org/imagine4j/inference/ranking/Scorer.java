package org.imagine4j.inference.ranking;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Cancellation;
import org.imagine4j.inference.runtime.Device;
import org.imagine4j.inference.runtime.InferenceException;
import org.imagine4j.inference.runtime.OnnxRuntime;
import org.imagine4j.inference.text.CaptionTokenizer;
import org.imagine4j.models.clip.ClipConfig;
import org.imagine4j.models.clip.ImagePreparation;
import org.imagine4j.models.store.ImportedScorer;
import org.imagine4j.models.store.ModelException;

/**
 * A CLIP at work: tells how well pictures and texts fit.
 *
 * <p>A picture is read alone, so that its score does not depend on its company. Safe for several threads. Holds memory
 * outside the Java heap until it is closed.
 */
public final class Scorer implements AutoCloseable {

    private static final int CHANNELS = 3;
    private static final float CHANNEL_MAX = 255;

    private final ImportedScorer model;
    private final CaptionTokenizer tokenizer;
    private final MiddleSquare square;
    private final OnnxRuntime runtime;
    private final OrtSession textTower;
    private final OrtSession visionTower;

    private Scorer(ImportedScorer model, CaptionTokenizer tokenizer, OnnxRuntime runtime) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.square =
                new MiddleSquare(model.preparation().shorterSide(), model.clip().imageSize());
        this.runtime = runtime;
        this.textTower = runtime.open(model.textTower());
        this.visionTower = runtime.open(model.visionTower());
    }

    /** Opens a model on the CPU. */
    public static Scorer open(ImportedScorer model) {
        return open(model, OnnxRuntime.on(Device.CPU));
    }

    /**
     * Opens a model.
     *
     * @throws ModelException if its tokenizer cannot be read
     * @throws InferenceException if ONNX Runtime cannot load its graphs
     */
    public static Scorer open(ImportedScorer model, OnnxRuntime runtime) {
        try {
            return new Scorer(model, CaptionTokenizer.read(model), runtime);
        } catch (IOException e) {
            throw new ModelException(
                    "The tokenizer of " + model.id() + " cannot be read (" + e.getMessage() + ").\nDelete "
                            + model.folder() + " to import the model anew.",
                    e);
        }
    }

    public ImportedScorer model() {
        return model;
    }

    /**
     * Ranks pictures by how well they fit their prompts, each with those of the same prompt.
     *
     * @param artworks pictures of any size
     * @param cancellation stops it before the next picture
     * @return empty if it was stopped
     */
    public Optional<Ranking> rank(List<Artwork> artworks, Cancellation cancellation) {
        Map<String, float[]> prompts = new HashMap<>();
        double[] similarities = new double[artworks.size()];
        for (int i = 0; i < similarities.length; i++) {
            if (cancellation.requested()) {
                return Optional.empty();
            }
            Artwork artwork = artworks.get(i);
            float[] prompt = prompts.computeIfAbsent(artwork.recipe().prompt(), this::embed);
            similarities[i] = cosine(prompt, embed(artwork.image()));
        }
        return Optional.of(Ranking.of(model.id(), model.logitScale(), artworks, similarities));
    }

    /** The cosine of a text and a picture, −1 to 1: how well they fit. */
    public double similarity(String text, BufferedImage image) {
        return cosine(embed(text), embed(image));
    }

    /** Both have length 1. */
    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    /**
     * A text's vector, of length 1.
     *
     * @param text is read as it is; what is longer than the model reads is cut
     */
    public float[] embed(String text) {
        int[] ids = tokenizer.encode(text);
        long[] shape = {1, ids.length};
        LongBuffer tokens = OnnxRuntime.longs(shape);
        Arrays.stream(ids).forEach(tokens::put);
        LongBuffer ends = OnnxRuntime.longs(1).put(0, tokenizer.endOf(ids));
        try (OnnxTensor idTensor = runtime.tensor(tokens.flip(), shape);
                OnnxTensor endTensor = runtime.tensor(ends, 1);
                OrtSession.Result result = textTower.run(Map.of("input_ids", idTensor, "ends", endTensor))) {
            return vector(result);
        } catch (OrtException e) {
            throw new InferenceException("The scorer's text tower failed.", e);
        }
    }

    /**
     * A picture's vector, of length 1.
     *
     * @param image of any size; its shorter side is brought to what the model reads, and the middle is cut out
     */
    public float[] embed(BufferedImage image) {
        ClipConfig config = model.clip();
        long[] shape = {1, CHANNELS, config.imageSize(), config.imageSize()};
        try (OnnxTensor pixels = runtime.tensor(pixels(image, shape), shape);
                OrtSession.Result result = visionTower.run(Map.of("pixels", pixels))) {
            return vector(result);
        } catch (OrtException e) {
            throw new InferenceException("The scorer's vision tower failed.", e);
        }
    }

    private FloatBuffer pixels(BufferedImage image, long... shape) {
        ImagePreparation preparation = model.preparation();
        int[] values = square.of(image);
        FloatBuffer pixels = OnnxRuntime.floats(shape);
        for (int i = 0; i < values.length; i++) {
            int channel = i / (values.length / CHANNELS);
            double value = values[i] / CHANNEL_MAX - preparation.mean().get(channel);
            pixels.put((float) (value / preparation.deviation().get(channel)));
        }
        return pixels.flip();
    }

    private static float[] vector(OrtSession.Result result) {
        FloatBuffer values = ((OnnxTensor) result.get("vectors").orElseThrow()).getFloatBuffer();
        float[] vector = new float[values.remaining()];
        values.get(vector);
        return vector;
    }

    @Override
    public void close() {
        OnnxRuntime.close(textTower);
        OnnxRuntime.close(visionTower);
    }
}
