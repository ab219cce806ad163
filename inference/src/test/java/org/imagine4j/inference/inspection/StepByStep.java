package org.imagine4j.inference.inspection;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.imagine4j.inference.runtime.OnnxRuntime;
import org.imagine4j.models.dallebart.DalleBartConfig;
import org.imagine4j.models.store.ImportedModel;

/** The graphs that draw pictures, run position by position over known tokens: what inspections are held against. */
final class StepByStep {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final ImportedModel model;

    StepByStep(ImportedModel model) {
        this.model = model;
    }

    /** The logits {@code [position][code]} of one text, cut to the codebook. */
    double[][] logits(int[] text, int[] tokens) throws OrtException {
        DalleBartConfig config = model.transformer();
        long[][] ids = new long[1][text.length];
        long[][] mask = new long[1][text.length];
        for (int i = 0; i < text.length; i++) {
            ids[0][i] = text[i];
            mask[0][i] = 1;
        }
        double[][] logits = new double[tokens.length][model.vqgan().codes()];
        Map<String, OnnxTensorLike> inputs = new HashMap<>();
        Map<String, OnnxTensorLike> outputs = new HashMap<>();
        try (OrtSession encoder = environment.createSession(model.textEncoder().toString());
                OrtSession decoder =
                        environment.createSession(model.imageDecoderStep().toString());
                OrtSession.Result encoded = encoder.run(Map.of(
                        "input_ids", OnnxTensor.createTensor(environment, ids),
                        "attention_mask", OnnxTensor.createTensor(environment, mask)))) {
            for (Map.Entry<String, OnnxValue> output : encoded) {
                if (output.getKey().startsWith("cross_")) {
                    inputs.put(output.getKey(), (OnnxTensor) output.getValue());
                }
            }
            long[] cacheShape = {1, config.decoder().heads(), config.imageLength(), config.cacheHeadDim()};
            for (int layer = 0; layer < config.decoder().layers(); layer++) {
                for (String part : new String[] {"key_", "value_"}) {
                    FloatBuffer memory = OnnxRuntime.floats(cacheShape);
                    OnnxTensor cache = OnnxTensor.createTensor(environment, memory, cacheShape);
                    inputs.put("past_" + part + layer, cache);
                    outputs.put("present_" + part + layer, cache);
                }
            }
            for (int position = 0; position < tokens.length; position++) {
                long previous = position == 0 ? config.startToken() : tokens[position - 1];
                inputs.put("tokens", OnnxTensor.createTensor(environment, new long[][] {{previous}}));
                inputs.put("position", OnnxTensor.createTensor(environment, new int[] {position}));
                try (OrtSession.Result result = decoder.run(inputs, Set.of("logits"), outputs)) {
                    float[][][] values =
                            (float[][][]) result.get("logits").orElseThrow().getValue();
                    for (int code = 0; code < logits[position].length; code++) {
                        logits[position][code] = values[0][0][code];
                    }
                }
            }
        }
        return logits;
    }
}
