package org.imagine4j.inference.decoding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imagine4j.inference.Cancellation;
import org.imagine4j.inference.Sampling;
import org.imagine4j.inference.runtime.InferenceException;
import org.imagine4j.inference.runtime.OnnxRuntime;
import org.imagine4j.models.dallebart.DalleBartConfig;
import org.imagine4j.models.store.ImportedModel;

/**
 * Decodes a row of the token grid a run, and draws tokens inside the graph: for graphics processors, where every run costs
 * a round trip. Draws the tokens that {@link StepDecoder} draws, but for the rounding of logits.
 */
final class RowDecoder implements ImageDecoder {

    /** Bounds the memory of the device: nine pictures of DALL·E Mega's size have a cache of 900 MB in 16 bits. */
    private static final int MAX_PICTURES = 16;

    private final OnnxRuntime runtime;
    private final DalleBartConfig config;
    private final int codes;
    private final OrtSession session;

    RowDecoder(ImportedModel model, OnnxRuntime runtime) {
        this.runtime = runtime;
        this.config = model.transformer();
        this.codes = model.vqgan().codes();
        this.session = runtime.open(model.imageDecoderRow());
    }

    @Override
    public int maxPictures() {
        return MAX_PICTURES;
    }

    @Override
    public void decode(EncodedTexts texts, List<Draw> pictures, TokenListener listener, Cancellation cancellation) {
        int side = config.gridSide();
        int[][] tokens = new int[config.imageLength()][pictures.size()];
        double[][] logProbabilities = new double[config.imageLength()][pictures.size()];
        try (Tensors settings = settings(texts, pictures)) {
            for (int row = 0; row < side && !cancellation.requested(); row++) {
                int end = (row + 1) * side;
                int start = row * side;
                while (start < end) {
                    boolean given = pictures.get(0).given(start);
                    int stop = start + 1;
                    while (stop < end && pictures.get(0).given(stop) == given) {
                        stop++;
                    }
                    if (given) {
                        take(pictures, start, stop, tokens);
                    } else {
                        draw(settings, pictures, start, stop, tokens, logProbabilities);
                    }
                    start = stop;
                }
                for (int position = row * side; position < end; position++) {
                    listener.drawn(position, tokens[position], logProbabilities[position]);
                }
            }
        } catch (OrtException e) {
            throw new InferenceException("The image decoder failed.", e);
        }
    }

    private static void take(List<Draw> pictures, int start, int end, int[][] tokens) {
        for (int position = start; position < end; position++) {
            for (int picture = 0; picture < pictures.size(); picture++) {
                tokens[position][picture] = pictures.get(picture).token(position);
            }
        }
    }

    /** Draws the tokens of the positions from {@code start} to before {@code end}, which may be many in one run. */
    private void draw(
            Tensors settings, List<Draw> pictures, int start, int end, int[][] tokens, double[][] logProbabilities)
            throws OrtException {
        long[] knownShape = {pictures.size(), start + 1L};
        LongBuffer known = OnnxRuntime.longs(knownShape);
        long[] uniformShape = {end - start, pictures.size()};
        DoubleBuffer uniform = OnnxRuntime.doubles(uniformShape);
        for (int picture = 0; picture < pictures.size(); picture++) {
            known.put(config.startToken());
            for (int i = 0; i < start; i++) {
                known.put(tokens[i][picture]);
            }
        }
        for (int position = start; position < end; position++) {
            for (Draw picture : pictures) {
                uniform.put(picture.uniform(position));
            }
        }
        try (Tensors inputs = new Tensors(settings)) {
            inputs.put("tokens", runtime.tensor(known.flip(), knownShape));
            inputs.put("uniform", runtime.tensor(uniform.flip(), uniformShape));
            try (OrtSession.Result result = session.run(inputs.byName)) {
                LongBuffer drawn = ((OnnxTensor) result.get("drawn").orElseThrow()).getLongBuffer();
                FloatBuffer scores =
                        ((OnnxTensor) result.get("log_probabilities").orElseThrow()).getFloatBuffer();
                for (int position = start; position < end; position++) {
                    for (int picture = 0; picture < pictures.size(); picture++) {
                        tokens[position][picture] = (int) drawn.get();
                        logProbabilities[position][picture] = scores.get();
                    }
                }
            }
        }
    }

    /** What stays the same for all rows. */
    private Tensors settings(EncodedTexts texts, List<Draw> pictures) throws OrtException {
        int count = pictures.size();
        FloatBuffer guidance = OnnxRuntime.floats(count);
        DoubleBuffer temperature = OnnxRuntime.doubles(count);
        LongBuffer topK = OnnxRuntime.longs(count);
        DoubleBuffer topP = OnnxRuntime.doubles(count);
        LongBuffer candidates = OnnxRuntime.longs(1);
        for (int i = 0; i < count; i++) {
            Sampling sampling = pictures.get(i).sampling();
            boolean greedy = sampling.temperature() == 0;
            int k = greedy ? 1 : sampling.topK() == 0 ? codes : Math.min(sampling.topK(), codes);
            guidance.put(i, (float) sampling.guidance());
            temperature.put(i, greedy ? 1 : sampling.temperature());
            topK.put(i, k);
            topP.put(i, sampling.topP());
            candidates.put(0, Math.max(candidates.get(0), k));
        }
        Tensors settings = new Tensors(texts.crossAttention());
        settings.put("guidance", runtime.tensor(guidance, count));
        settings.put("temperature", runtime.tensor(temperature, count));
        settings.put("top_k", runtime.tensor(topK, count));
        settings.put("top_p", runtime.tensor(topP, count));
        settings.put("candidates", runtime.tensor(candidates, 1));
        return settings;
    }

    /** Inputs by name, some of which somebody else closes. */
    private static final class Tensors implements AutoCloseable {

        private final Map<String, OnnxTensorLike> byName;
        private final List<OnnxTensor> owned = new ArrayList<>();

        Tensors(Map<String, OnnxTensor> others) {
            this.byName = new HashMap<>(others);
        }

        Tensors(Tensors others) {
            this.byName = new HashMap<>(others.byName);
        }

        void put(String name, OnnxTensor tensor) {
            owned.add(tensor);
            byName.put(name, tensor);
        }

        @Override
        public void close() {
            owned.forEach(OnnxTensor::close);
        }
    }

    @Override
    public void close() {
        OnnxRuntime.close(session);
    }
}
