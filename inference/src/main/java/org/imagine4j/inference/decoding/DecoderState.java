package org.imagine4j.inference.decoding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.imagine4j.inference.runtime.InferenceException;
import org.imagine4j.inference.runtime.OnnxRuntime;
import org.imagine4j.models.dallebart.DalleBartConfig;

/**
 * The decoder half-way through some pictures: the key/value cache and the position.
 *
 * <p>All tensors live outside the Java heap and are allocated once; a step allocates nothing to speak of.
 */
public final class DecoderState implements AutoCloseable {

    /**
     * Fewest pictures of a batch. Matrix products of a single row take another path through ONNX Runtime, with other
     * rounding; a second lane keeps a picture's tokens the same alone and in company.
     */
    private static final int MIN_LANES = 2;

    private final OrtSession session;
    private final CacheMemory memory;
    private final FloatBuffer cache;
    private final int texts;
    private final int pictures;
    private final int lanesPerText;
    private final int logitsWidth;

    private final LongBuffer tokens;
    private final IntBuffer position;
    private final FloatBuffer logits;
    private final float[] conditional;
    private final float[] unconditional;
    private final float[] guided;
    private final List<OnnxTensor> owned = new ArrayList<>();
    private final Map<String, OnnxTensorLike> inputs = new HashMap<>();
    private final Map<String, OnnxTensorLike> outputs = new HashMap<>();

    DecoderState(
            OnnxRuntime runtime,
            OrtSession session,
            DalleBartConfig config,
            CacheMemory memory,
            int codes,
            EncodedTexts encoded,
            int pictures)
            throws OrtException {
        this.session = session;
        this.memory = memory;
        this.texts = encoded.texts();
        this.pictures = pictures;
        this.lanesPerText = Math.max(pictures, (MIN_LANES + texts - 1) / texts);
        this.logitsWidth = config.logits();
        this.conditional = new float[codes];
        this.unconditional = new float[codes];
        this.guided = new float[codes];

        long[] lanes = {texts, lanesPerText};
        long[] logitsShape = {texts, lanesPerText, logitsWidth};
        this.tokens = OnnxRuntime.longs(lanes);
        this.position = OnnxRuntime.integers(1);
        this.logits = OnnxRuntime.floats(logitsShape);
        inputs.putAll(encoded.crossAttention());
        inputs.put("tokens", own(runtime.tensor(tokens, lanes)));
        inputs.put("position", own(runtime.tensor(position, 1)));
        outputs.put("logits", own(runtime.tensor(logits, logitsShape)));
        int allLanes = texts * lanesPerText;
        long[] cacheShape = memory.shape(allLanes);
        this.cache = memory.take(allLanes);
        for (int layer = 0; layer < config.decoder().layers(); layer++) {
            for (int part = 0; part < 2; part++) {
                String name = (part == 0 ? "key_" : "value_") + layer;
                OnnxTensor tensor = own(runtime.tensor(memory.part(cache, allLanes, 2 * layer + part), cacheShape));
                inputs.put("past_" + name, tensor);
                outputs.put("present_" + name, tensor);
            }
        }
        position.put(0, -1);
    }

    private OnnxTensor own(OnnxTensor tensor) {
        owned.add(tensor);
        return tensor;
    }

    /**
     * Moves on by one position.
     *
     * @param previous each picture's token before this position, {@code [pictures]}; the start token before the first
     */
    public void step(int[] previous) {
        for (int text = 0; text < texts; text++) {
            for (int lane = 0; lane < lanesPerText; lane++) {
                tokens.put(text * lanesPerText + lane, previous[Math.min(lane, pictures - 1)]);
            }
        }
        position.put(0, position.get(0) + 1);
        try {
            session.run(inputs, Set.of(), outputs).close();
        } catch (OrtException e) {
            throw new InferenceException("The image decoder failed at position " + position.get(0) + ".", e);
        }
    }

    /**
     * What the last step computed for one picture, cut to the codebook; valid until the next call.
     *
     * @param conditional the logits of the last text
     * @param guided these guided away from those of the first text, or the same if there is only one
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    public record Logits(float[] conditional, float[] guided) {}

    /**
     * What the last step computed for a picture.
     *
     * @param guidance super conditioning scale; not looked at if there is only one text
     */
    public Logits logits(int picture, double guidance) {
        copyLogits(texts - 1, picture, conditional);
        if (texts == 1) {
            return new Logits(conditional, conditional);
        }
        copyLogits(0, picture, unconditional);
        TokenSampler.guide(conditional, unconditional, guidance, guided);
        return new Logits(conditional, guided);
    }

    private void copyLogits(int text, int picture, float[] to) {
        logits.get((text * lanesPerText + picture) * logitsWidth, to);
    }

    @Override
    public void close() {
        owned.forEach(OnnxTensor::close);
        memory.giveBack(cache);
    }
}
