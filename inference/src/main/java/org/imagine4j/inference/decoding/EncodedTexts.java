package org.imagine4j.inference.decoding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What the decoder reads of some texts: cross-attention keys and values of every layer, outside the Java heap. */
public final class EncodedTexts implements AutoCloseable {

    /** Begins the names of a layer's self-attention. */
    static final String SELF_ATTENTION = "self_attention_";

    /** What is added to the decoder's attention to the texts. */
    static final String CROSS_BIAS = "cross_bias";

    /** Which of the encoder's outputs the decoder reads. */
    static final Predicate<String> FOR_DECODER = name -> name.startsWith("cross_");

    private final int texts;
    private final OrtSession.Result outputs;
    private final Optional<OnnxTensor> crossBias;

    /** @param crossBias stands in for the encoder's {@value #CROSS_BIAS} */
    EncodedTexts(int texts, OrtSession.Result outputs, Optional<OnnxTensor> crossBias) {
        this.texts = texts;
        this.outputs = outputs;
        this.crossBias = crossBias;
    }

    /** How many texts there are. */
    public int texts() {
        return texts;
    }

    /** The decoder's inputs by name. */
    Map<String, OnnxTensor> crossAttention() {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        for (Map.Entry<String, OnnxValue> output : outputs) {
            if (FOR_DECODER.test(output.getKey())) {
                inputs.put(output.getKey(), (OnnxTensor) output.getValue());
            }
        }
        crossBias.ifPresent(bias -> inputs.put(CROSS_BIAS, bias));
        return inputs;
    }

    /**
     * Where a layer of the text encoder looked.
     *
     * @return {@code [texts, heads, tokens, tokens]}, row-major, texts padded to the longest
     * @throws IllegalStateException if the texts were not encoded for inspection
     */
    public FloatBuffer selfAttention(int layer) {
        return outputs.get(SELF_ATTENTION + layer)
                .map(OnnxTensor.class::cast)
                .orElseThrow(() -> new IllegalStateException("The self-attention of these texts was not kept."))
                .getFloatBuffer();
    }

    @Override
    public void close() {
        crossBias.ifPresent(OnnxTensor::close);
        outputs.close();
    }
}
