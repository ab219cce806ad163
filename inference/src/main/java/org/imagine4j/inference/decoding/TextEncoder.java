package org.imagine4j.inference.decoding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.imagine4j.inference.runtime.InferenceException;
import org.imagine4j.inference.runtime.OnnxRuntime;
import org.imagine4j.models.store.ImportedModel;

/** Reads texts once and computes what every decoder step needs of them. */
public final class TextEncoder implements AutoCloseable {

    private static final long PADDING = 1;

    private final OnnxRuntime runtime;
    private final OrtSession session;

    public TextEncoder(ImportedModel model, OnnxRuntime runtime) {
        this.runtime = runtime;
        this.session = runtime.open(model.textEncoder());
    }

    /**
     * Encodes texts that will be decoded together.
     *
     * @param texts ids of each text, {@code <s> … </s>}; shorter ones are padded and the padding is masked
     */
    public EncodedTexts encode(List<int[]> texts) {
        return encode(texts, EncodedTexts.FOR_DECODER);
    }

    /** The same, keeping also where its heads looked: {@link EncodedTexts#selfAttention}. */
    public EncodedTexts encodeForInspection(List<int[]> texts) {
        return encode(texts, EncodedTexts.FOR_DECODER.or(name -> name.startsWith(EncodedTexts.SELF_ATTENTION)));
    }

    private EncodedTexts encode(List<int[]> texts, Predicate<String> wanted) {
        int tokens = texts.stream().mapToInt(text -> text.length).max().orElseThrow();
        long[] shape = {texts.size(), tokens};
        LongBuffer ids = OnnxRuntime.longs(shape);
        LongBuffer mask = OnnxRuntime.longs(shape);
        for (int[] text : texts) {
            for (int i = 0; i < tokens; i++) {
                ids.put(i < text.length ? text[i] : PADDING);
                mask.put(i < text.length ? 1 : 0);
            }
        }
        Set<String> outputs = session.getOutputNames().stream().filter(wanted).collect(Collectors.toUnmodifiableSet());
        try (OnnxTensor idTensor = runtime.tensor(ids.flip(), shape);
                OnnxTensor maskTensor = runtime.tensor(mask.flip(), shape)) {
            return new EncodedTexts(
                    texts.size(), session.run(Map.of("input_ids", idTensor, "attention_mask", maskTensor), outputs));
        } catch (OrtException e) {
            throw new InferenceException("The text encoder failed.", e);
        }
    }

    @Override
    public void close() {
        OnnxRuntime.close(session);
    }
}
