package org.imagine4j.models.golden;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.imagine4j.models.dallebart.DalleBartConfig;
import org.imagine4j.models.store.ImportedModel;

/** Runs a model's graphs in the plainest way: one prompt, one picture, one step after the other. */
final class ReferenceRun implements AutoCloseable {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final ImportedModel model;
    private final OrtSession encoder;
    private final OrtSession decoder;
    private final OrtSession inspector;
    private final OrtSession head;
    private final OrtSession painter;
    private final Optional<OrtSession> quantiser;

    ReferenceRun(ImportedModel model) throws OrtException {
        this.model = model;
        this.encoder = environment.createSession(model.textEncoder().toString());
        this.decoder = environment.createSession(model.imageDecoderStep().toString());
        this.inspector = environment.createSession(model.imageDecoderInspect().toString());
        this.head = environment.createSession(model.imageDecoderHead().toString());
        this.painter = environment.createSession(model.vqganDecoder().toString());
        this.quantiser = Files.exists(model.vqganEncoder())
                ? Optional.of(environment.createSession(model.vqganEncoder().toString()))
                : Optional.empty();
    }

    /** A text: ids and mask, padded to the same length as any other text it runs with. */
    record Text(long[] ids, long[] mask) {}

    /** {@code [tokens · dModel]} of one text. */
    float[] encode(Text text) throws OrtException {
        try (OrtSession.Result result = encodeAll(text)) {
            return floats((OnnxTensor) result.get("states").orElseThrow());
        }
    }

    private OrtSession.Result encodeAll(Text... texts) throws OrtException {
        long[][] ids = Arrays.stream(texts).map(Text::ids).toArray(long[][]::new);
        long[][] masks = Arrays.stream(texts).map(Text::mask).toArray(long[][]::new);
        try (OnnxTensor input = OnnxTensor.createTensor(environment, ids);
                OnnxTensor mask = OnnxTensor.createTensor(environment, masks)) {
            return encoder.run(Map.of("input_ids", input, "attention_mask", mask));
        }
    }

    /** Chooses the next token from the logits {@code [texts][logits]} at a position. */
    interface Choice {
        long next(int position, float[][] logits);
    }

    /** Decodes one picture of the given texts; the logits are {@code [position][text][logits]}. */
    float[][][] decode(Choice choice, Text... texts) throws OrtException {
        DalleBartConfig config = model.transformer();
        int length = config.imageLength();
        long[] cacheShape = {texts.length, config.decoder().heads(), length, config.cacheHeadDim()};
        int cacheSize = (int) Arrays.stream(cacheShape).reduce(1, (a, b) -> a * b);
        Map<String, OnnxTensorLike> inputs = new HashMap<>();
        Map<String, OnnxTensorLike> outputs = new HashMap<>();
        float[][][] logits = new float[length][][];
        try (OrtSession.Result encoded = encodeAll(texts)) {
            for (Map.Entry<String, ai.onnxruntime.OnnxValue> value : encoded) {
                if (value.getKey().startsWith("cross_")) {
                    inputs.put(value.getKey(), (OnnxTensor) value.getValue());
                }
            }
            for (int layer = 0; layer < config.decoder().layers(); layer++) {
                for (String part : new String[] {"key_", "value_"}) {
                    FloatBuffer buffer = ByteBuffer.allocateDirect(cacheSize * Float.BYTES)
                            .order(ByteOrder.nativeOrder())
                            .asFloatBuffer();
                    OnnxTensor cache = OnnxTensor.createTensor(environment, buffer, cacheShape);
                    inputs.put("past_" + part + layer, cache);
                    outputs.put("present_" + part + layer, cache);
                }
            }
            long token = config.startToken();
            for (int position = 0; position < length; position++) {
                long[][] tokens = new long[texts.length][];
                Arrays.fill(tokens, new long[] {token});
                try (OnnxTensor tokenTensor = OnnxTensor.createTensor(environment, tokens);
                        OnnxTensor positionTensor = OnnxTensor.createTensor(environment, new int[] {position})) {
                    inputs.put("tokens", tokenTensor);
                    inputs.put("position", positionTensor);
                    try (OrtSession.Result result = decoder.run(inputs, Set.of("logits"), outputs)) {
                        float[][][] values =
                                (float[][][]) result.get("logits").orElseThrow().getValue();
                        logits[position] =
                                Arrays.stream(values).map(text -> text[0]).toArray(float[][]::new);
                    }
                }
                token = choice.next(position, logits[position]);
            }
        }
        outputs.values().forEach(OnnxTensorLike::close);
        return logits;
    }

    /**
     * What all positions of a picture with known tokens say, in one run.
     *
     * @param logits {@code [position][text][logits]}
     * @param crossAttention of the last text, {@code [layer][head][position][token]}
     * @param selfAttention of the last text, {@code [layer][head][position][position]}
     */
    record Inspected(float[][][] logits, float[][][][] crossAttention, float[][][][] selfAttention) {

        /** The last layer's cross-attention, averaged over heads, {@code [position][token]}. */
        float[][] lastCrossAttention() {
            float[][][] heads = crossAttention[crossAttention.length - 1];
            float[][] mean = new float[heads[0].length][heads[0][0].length];
            for (float[][] head : heads) {
                for (int position = 0; position < mean.length; position++) {
                    for (int i = 0; i < mean[position].length; i++) {
                        mean[position][i] += head[position][i] / heads.length;
                    }
                }
            }
            return mean;
        }
    }

    /** Looks inside a picture of the given texts. */
    Inspected inspect(long[] picture, Text... texts) throws OrtException {
        int layers = model.transformer().decoder().layers();
        long[] read = new long[picture.length];
        read[0] = model.transformer().startToken();
        System.arraycopy(picture, 0, read, 1, picture.length - 1);
        long[] lastOnly = new long[layers];
        lastOnly[layers - 1] = 1;
        long[] all = new long[layers];
        Arrays.fill(all, 1);
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try (OrtSession.Result encoded = encodeAll(texts);
                OnnxTensor tokens = OnnxTensor.createTensor(environment, read);
                OnnxTensor stateLayers = OnnxTensor.createTensor(environment, lastOnly);
                OnnxTensor attentionLayers = OnnxTensor.createTensor(environment, all);
                OnnxTensor firstOfThem = OnnxTensor.createTensor(environment, new long[] {0})) {
            for (Map.Entry<String, ai.onnxruntime.OnnxValue> value : encoded) {
                if (value.getKey().startsWith("cross_")) {
                    inputs.put(value.getKey(), (OnnxTensor) value.getValue());
                }
            }
            inputs.put("tokens", tokens);
            inputs.put("state_layers", stateLayers);
            inputs.put("attention_layers", attentionLayers);
            try (OrtSession.Result inspected = inspector.run(inputs);
                    OrtSession.Result said = head.run(Map.of(
                            "states", (OnnxTensor) inspected.get("states").orElseThrow(), "layer", firstOfThem))) {
                float[][] rows = (float[][]) said.get(0).getValue();
                float[][][] logits = new float[picture.length][texts.length][];
                for (int i = 0; i < rows.length; i++) {
                    logits[i % picture.length][i / picture.length] = rows[i];
                }
                return new Inspected(
                        logits,
                        (float[][][][])
                                inspected.get("cross_attention").orElseThrow().getValue(),
                        (float[][][][])
                                inspected.get("self_attention").orElseThrow().getValue());
            }
        }
    }

    /** The picture {@code [height · width · 3]} of a token grid. */
    float[] paint(long[] tokens) throws OrtException {
        int side = model.vqgan().gridSide();
        long[][][] grid = new long[1][side][];
        for (int row = 0; row < side; row++) {
            grid[0][row] = Arrays.copyOfRange(tokens, row * side, (row + 1) * side);
        }
        try (OnnxTensor input = OnnxTensor.createTensor(environment, grid);
                OrtSession.Result result = painter.run(Map.of("tokens", input))) {
            return floats((OnnxTensor) result.get(0));
        }
    }

    record Quantised(float[] latents, long[] tokens) {}

    /** The tokens of a picture {@code [height · width · 3]}. */
    Quantised quantise(float[] image) throws OrtException {
        int side = model.vqgan().resolution();
        try (OnnxTensor input =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(image), new long[] {1, side, side, 3});
                OrtSession.Result result = quantiser.orElseThrow().run(Map.of("image", input))) {
            long[] tokens = ((OnnxTensor) result.get("tokens").orElseThrow())
                    .getLongBuffer()
                    .array();
            return new Quantised(floats((OnnxTensor) result.get("latents").orElseThrow()), tokens);
        }
    }

    private static float[] floats(OnnxTensor tensor) {
        FloatBuffer buffer = tensor.getFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    @Override
    public void close() throws OrtException {
        encoder.close();
        decoder.close();
        inspector.close();
        head.close();
        painter.close();
        if (quantiser.isPresent()) {
            quantiser.get().close();
        }
    }
}
