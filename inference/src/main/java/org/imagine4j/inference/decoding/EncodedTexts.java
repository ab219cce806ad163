package org.imagine4j.inference.decoding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtSession;
import java.util.HashMap;
import java.util.Map;

/** What the decoder reads of some texts: cross-attention keys and values of every layer, outside the Java heap. */
public final class EncodedTexts implements AutoCloseable {

    private final int texts;
    private final OrtSession.Result outputs;

    EncodedTexts(int texts, OrtSession.Result outputs) {
        this.texts = texts;
        this.outputs = outputs;
    }

    /** How many texts there are. */
    public int texts() {
        return texts;
    }

    /** The decoder's inputs by name. */
    Map<String, OnnxTensor> crossAttention() {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        for (Map.Entry<String, OnnxValue> output : outputs) {
            if (output.getKey().startsWith("cross_")) {
                inputs.put(output.getKey(), (OnnxTensor) output.getValue());
            }
        }
        return inputs;
    }

    @Override
    public void close() {
        outputs.close();
    }
}
