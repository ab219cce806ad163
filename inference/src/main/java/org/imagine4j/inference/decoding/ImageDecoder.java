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

/** The autoregressive decoder over image tokens. */
public final class ImageDecoder implements AutoCloseable {

    /** Hears the tokens as they are drawn. */
    @FunctionalInterface
    public interface TokenListener {

        /**
         * All pictures have their token at a position.
         *
         * @param tokens {@code [pictures]}; valid only during the call
         */
        void drawn(int position, int[] tokens);
    }

    private final OnnxRuntime runtime;
    private final DalleBartConfig config;
    private final int codes;
    private final OrtSession session;

    public ImageDecoder(ImportedModel model, OnnxRuntime runtime) {
        this.runtime = runtime;
        this.config = model.transformer();
        this.codes = Math.min(model.vqgan().codes(), config.imageVocabulary());
        this.session = runtime.open(model.imageDecoderStep());
    }

    /**
     * Decodes pictures of the same texts, token by token, until they are whole or a stop is requested.
     *
     * @param texts the text to draw, and before it the unconditional text if the pictures are guided
     * @param pictures how each picture's tokens are drawn
     * @param listener hears every position
     * @param cancellation asked before every position
     */
    public void decode(EncodedTexts texts, List<Draw> pictures, TokenListener listener, Cancellation cancellation) {
        int[] tokens = new int[pictures.size()];
        Arrays.fill(tokens, config.startToken());
        TokenSampler sampler = new TokenSampler(codes);
        try (DecoderState state = begin(texts, pictures.size())) {
            for (int position = 0; position < config.imageLength() && !cancellation.requested(); position++) {
                state.step(tokens);
                for (int i = 0; i < tokens.length; i++) {
                    Draw draw = pictures.get(i);
                    float[] logits = state.logits(i, draw.sampling().guidance());
                    tokens[i] =
                            sampler.draw(logits, draw.sampling(), draw.random().uniform(position));
                }
                listener.drawn(position, tokens);
            }
        }
    }

    private DecoderState begin(EncodedTexts texts, int pictures) {
        try {
            return new DecoderState(runtime, session, config, codes, texts, pictures);
        } catch (OrtException e) {
            throw new InferenceException("The image decoder could not be prepared.", e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new InferenceException("The image decoder could not be closed.", e);
        }
    }
}
