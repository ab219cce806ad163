package org.imagine4j.inference.decoding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;

/** What {@link TeacherForcedDecoder} found in a picture; outside the Java heap until it is closed. */
public final class ForcedPass implements AutoCloseable {

    private final TeacherForcedDecoder decoder;
    private final OrtSession.Result outputs;
    private final int texts;
    private final int positions;

    ForcedPass(TeacherForcedDecoder decoder, OrtSession.Result outputs, int texts, int positions) {
        this.decoder = decoder;
        this.outputs = outputs;
        this.texts = texts;
        this.positions = positions;
    }

    /**
     * The logits of one of the layers that were asked for: those the decoder would draw from if it ended there.
     *
     * @param place of the layer among them, from 0
     * @return {@code [text][position][code]}
     */
    public float[][][] logits(int place) {
        return decoder.logits(output("states"), place, texts, positions);
    }

    /** Where the heads looked in the last text: {@code [layers, heads, positions, text tokens]}, row-major. */
    public FloatBuffer crossAttention() {
        return output("cross_attention").getFloatBuffer();
    }

    /**
     * Where the heads looked in the picture, reading the last text: {@code [layers asked for, heads, positions,
     * positions]}, row-major. What position {@code p} read is at {@code 0 .. p}: the start token, then the tokens 0 to
     * {@code p - 1}.
     */
    public FloatBuffer selfAttention() {
        return output("self_attention").getFloatBuffer();
    }

    private OnnxTensor output(String name) {
        return (OnnxTensor) outputs.get(name).orElseThrow();
    }

    @Override
    public void close() {
        outputs.close();
    }
}
