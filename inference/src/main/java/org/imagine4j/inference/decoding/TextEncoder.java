package org.imagine4j.inference.decoding;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** Encodes texts that will be decoded together, ids {@code <s> … </s>} of each, as they are. */
    public EncodedTexts encode(List<int[]> texts) {
        return encode(Texts.of(texts));
    }

    /**
     * Encodes texts that will be decoded together.
     *
     * @param texts shorter ones are padded and the padding is masked
     */
    public EncodedTexts encode(Texts texts) {
        return encode(texts, EncodedTexts.FOR_DECODER);
    }

    /** The same, keeping also where its heads looked: {@link EncodedTexts#selfAttention}. */
    public EncodedTexts encodeForInspection(Texts texts) {
        return encode(texts, EncodedTexts.FOR_DECODER.or(name -> name.startsWith(EncodedTexts.SELF_ATTENTION)));
    }

    private EncodedTexts encode(Texts texts, Predicate<String> wanted) {
        int tokens = texts.paddedLength();
        long[] shape = {texts.ids().size(), tokens};
        LongBuffer ids = OnnxRuntime.longs(shape);
        LongBuffer mask = OnnxRuntime.longs(shape);
        for (int[] text : texts.ids()) {
            for (int i = 0; i < tokens; i++) {
                ids.put(i < text.length ? text[i] : PADDING);
                mask.put(i < text.length ? 1 : 0);
            }
        }
        Set<String> outputs = session.getOutputNames().stream().filter(wanted).collect(Collectors.toUnmodifiableSet());
        try (OnnxTensor idTensor = runtime.tensor(ids.flip(), shape);
                OnnxTensor maskTensor = runtime.tensor(mask.flip(), shape)) {
            OrtSession.Result result =
                    session.run(Map.of("input_ids", idTensor, "attention_mask", maskTensor), outputs);
            return new EncodedTexts(texts.ids().size(), result, emphasised(result, texts));
        } catch (OrtException e) {
            throw new InferenceException("The text encoder failed.", e);
        }
    }

    /** The attention's bias with the emphasis on top; empty if there is none. */
    private Optional<OnnxTensor> emphasised(OrtSession.Result result, Texts texts) throws OrtException {
        if (texts.emphasis().isEmpty()) {
            return Optional.empty();
        }
        OnnxTensor bias = (OnnxTensor) result.get(EncodedTexts.CROSS_BIAS).orElseThrow();
        long[] shape = bias.getInfo().getShape();
        FloatBuffer values =
                OnnxRuntime.floats(shape).put(bias.getFloatBuffer()).flip();
        int start = (texts.ids().size() - 1) * texts.paddedLength();
        for (int token = 0; token < texts.emphasis().size(); token++) {
            float sum = (float) (values.get(start + token) + texts.emphasis().get(token));
            values.put(start + token, sum);
        }
        return Optional.of(
                bias.getInfo().type == OnnxJavaType.FLOAT16
                        ? runtime.halfTensor(values, shape)
                        : runtime.tensor(values, shape));
    }

    @Override
    public void close() {
        OnnxRuntime.close(session);
    }
}
