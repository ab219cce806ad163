package org.imagine4j.inference.decoding;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Arrays;
import java.util.List;
import org.imagine4j.inference.Cancellation;
import org.imagine4j.inference.runtime.InferenceException;
import org.imagine4j.inference.runtime.OnnxRuntime;
import org.imagine4j.models.dallebart.DalleBartConfig;
import org.imagine4j.models.store.ImportedModel;

/** Decodes a position a run, and draws tokens outside the graph: for the CPU, where a run costs nothing but its work. */
public final class StepDecoder implements ImageDecoder {

    private final OnnxRuntime runtime;
    private final CacheMemory memory;
    private final DalleBartConfig config;
    private final int codes;
    private final OrtSession session;

    /**
     * Opens the decoder of a model.
     *
     * @param model in {@code fp32} or {@code int8}
     */
    public StepDecoder(ImportedModel model, OnnxRuntime runtime) {
        this.runtime = runtime;
        this.config = model.transformer();
        this.memory = new CacheMemory(config);
        this.codes = model.vqgan().codes();
        this.session = runtime.open(model.imageDecoderStep());
    }

    @Override
    public int maxPictures() {
        return memory.maxPictures();
    }

    @Override
    public void decode(EncodedTexts texts, List<Draw> pictures, TokenListener listener, Cancellation cancellation) {
        int[] tokens = new int[pictures.size()];
        Arrays.fill(tokens, config.startToken());
        double[] logProbabilities = new double[pictures.size()];
        TokenSampler sampler = new TokenSampler(codes);
        try (DecoderState state = begin(texts, pictures.size())) {
            for (int position = 0; position < config.imageLength() && !cancellation.requested(); position++) {
                state.step(tokens);
                for (int i = 0; i < tokens.length; i++) {
                    Draw draw = pictures.get(i);
                    if (draw.given(position)) {
                        tokens[i] = draw.token(position);
                        logProbabilities[i] = 0;
                    } else {
                        DecoderState.Logits logits =
                                state.logits(i, draw.sampling().guidance());
                        tokens[i] = sampler.draw(logits.guided(), draw.sampling(), draw.uniform(position));
                        logProbabilities[i] = TokenSampler.logProbability(logits.conditional(), tokens[i]);
                    }
                }
                listener.drawn(position, tokens, logProbabilities);
            }
        }
    }

    /**
     * The decoder before its first position.
     *
     * @param texts the text to draw, and before it the unconditional text if the pictures are to be guided
     * @param pictures how many pictures go through it side by side
     */
    public DecoderState begin(EncodedTexts texts, int pictures) {
        try {
            return new DecoderState(runtime, session, config, memory, codes, texts, pictures);
        } catch (OrtException e) {
            throw new InferenceException("The image decoder could not be prepared.", e);
        }
    }

    @Override
    public void close() {
        OnnxRuntime.close(session);
    }
}
