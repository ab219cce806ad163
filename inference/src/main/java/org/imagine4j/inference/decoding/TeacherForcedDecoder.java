package org.imagine4j.inference.decoding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.LongBuffer;
import java.util.Collection;
import java.util.Map;
import org.imagine4j.inference.runtime.InferenceException;
import org.imagine4j.inference.runtime.LazySession;
import org.imagine4j.inference.runtime.OnnxRuntime;
import org.imagine4j.inference.runtime.OnnxRuntime.Optimization;
import org.imagine4j.models.store.ImportedModel;

/**
 * The image decoder over a picture whose tokens are known: all positions in one run, each reading the tokens before it
 * ("teacher forcing"). For looking inside; opened when first needed. Safe for several threads.
 */
public final class TeacherForcedDecoder implements AutoCloseable {

    private final ImportedModel model;
    private final OnnxRuntime runtime;
    private final LazySession layers;
    private final LazySession head;

    public TeacherForcedDecoder(ImportedModel model, OnnxRuntime runtime) {
        this.model = model;
        this.runtime = runtime;
        // A graph without convolutions loses nothing in the plain layout, and keeps no plan of its memory.
        this.layers = new LazySession(() -> runtime.open(model.imageDecoderInspect(), Optimization.PLAIN_LAYOUT));
        this.head = new LazySession(() -> runtime.open(model.imageDecoderHead(), Optimization.PLAIN_LAYOUT));
    }

    /**
     * Reads a picture.
     *
     * @param texts what it is read with
     * @param tokens codebook indices row by row; all of the picture's, or those of its first rows
     * @param stateLayers the layers, from 0, whose logits will be asked for
     * @param attentionLayers the layers, from 0, whose self-attention will be asked for
     */
    public ForcedPass read(
            EncodedTexts texts, int[] tokens, Collection<Integer> stateLayers, Collection<Integer> attentionLayers) {
        LongBuffer inputs = OnnxRuntime.longs(tokens.length);
        inputs.put(model.transformer().startToken());
        for (int i = 0; i + 1 < tokens.length; i++) {
            inputs.put(tokens[i]);
        }
        int layerCount = model.transformer().decoder().layers();
        try (OnnxTensor tokenTensor = runtime.tensor(inputs.flip(), tokens.length);
                OnnxTensor states = runtime.tensor(mask(stateLayers, layerCount), layerCount);
                OnnxTensor attention = runtime.tensor(mask(attentionLayers, layerCount), layerCount)) {
            Map<String, OnnxTensor> all = texts.crossAttention();
            all.put("tokens", tokenTensor);
            all.put("state_layers", states);
            all.put("attention_layers", attention);
            return new ForcedPass(this, layers.get().run(all), texts.texts(), tokens.length);
        } catch (OrtException e) {
            throw new InferenceException("The image decoder could not read the picture.", e);
        }
    }

    private static LongBuffer mask(Collection<Integer> chosen, int layers) {
        LongBuffer mask = OnnxRuntime.longs(layers);
        chosen.forEach(layer -> mask.put(layer, 1));
        return mask;
    }

    /**
     * What the decoder says after one of the layers that it was asked to keep.
     *
     * @param place of the layer among them, from 0
     * @return {@code [text][position][code]}, cut to the codebook
     */
    float[][][] logits(OnnxTensor states, int place, int texts, int positions) {
        LongBuffer layer = OnnxRuntime.longs(1).put(0, place);
        try (OnnxTensor layerTensor = runtime.tensor(layer, 1);
                OrtSession.Result result = head.get().run(Map.of("states", states, "layer", layerTensor))) {
            var rows = ((OnnxTensor) result.get(0)).getFloatBuffer();
            int width = model.transformer().logits();
            float[][][] logits = new float[texts][positions][model.vqgan().codes()];
            for (int text = 0; text < texts; text++) {
                for (int position = 0; position < positions; position++) {
                    rows.get((text * positions + position) * width, logits[text][position]);
                }
            }
            return logits;
        } catch (OrtException e) {
            throw new InferenceException("The image decoder's head failed.", e);
        }
    }

    @Override
    public void close() {
        layers.close();
        head.close();
    }
}
