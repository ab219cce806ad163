package org.imagine4j.inference.decoding;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import org.imagine4j.inference.runtime.InferenceException;
import org.imagine4j.inference.runtime.OnnxRuntime;
import org.imagine4j.models.dallebart.DalleBartConfig;
import org.imagine4j.models.store.ImportedModel;

/** The autoregressive decoder over image tokens. */
public final class ImageDecoder implements AutoCloseable {

    private final OnnxRuntime runtime;
    private final DalleBartConfig config;
    private final OrtSession session;

    public ImageDecoder(ImportedModel model, OnnxRuntime runtime) {
        this.runtime = runtime;
        this.config = model.transformer();
        this.session = runtime.open(model.imageDecoderStep());
    }

    /**
     * Begins to decode some pictures of the same texts.
     *
     * @param texts stays open as long as the result is used
     * @param pictures how many pictures read every text
     */
    public DecoderState begin(EncodedTexts texts, int pictures) {
        try {
            return new DecoderState(runtime, session, config, texts, pictures);
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
