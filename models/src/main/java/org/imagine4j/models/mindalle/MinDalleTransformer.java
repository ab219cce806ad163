package org.imagine4j.models.mindalle;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imagine4j.models.checkpoint.Checkpoint;
import org.imagine4j.models.checkpoint.CheckpointException;
import org.imagine4j.models.checkpoint.Parameters;
import org.imagine4j.models.checkpoint.StoredNames;
import org.imagine4j.models.checkpoint.StoredParameters;
import org.imagine4j.models.checkpoint.Tensor;

/** {@code encoder.pt} and {@code decoder.pt}. PyTorch keeps linear weights as {@code [out, in]}, flax as {@code [in, out]}. */
public final class MinDalleTransformer {

    private static final Pattern LAYER = Pattern.compile("layers\\.(\\d+)\\.(.+)\\.(weight|bias)");

    private static final Map<String, String> NORMS = Map.of(
            "pre_self_attn_layer_norm", "LayerNorm_0",
            "self_attn_layer_norm", "LayerNorm_1",
            "pre_encoder_attn_layer_norm", "LayerNorm_2",
            "encoder_attn_layer_norm", "LayerNorm_3",
            "glu.ln0", "GLU_0/LayerNorm_0",
            "glu.ln1", "GLU_0/LayerNorm_1");

    private static final Map<String, String> KERNELS = Map.ofEntries(
            Map.entry("self_attn.q_proj", "FlaxBartAttention_0/q_proj"),
            Map.entry("self_attn.k_proj", "FlaxBartAttention_0/k_proj"),
            Map.entry("self_attn.v_proj", "FlaxBartAttention_0/v_proj"),
            Map.entry("self_attn.out_proj", "FlaxBartAttention_0/out_proj"),
            Map.entry("encoder_attn.q_proj", "FlaxBartAttention_1/q_proj"),
            Map.entry("encoder_attn.k_proj", "FlaxBartAttention_1/k_proj"),
            Map.entry("encoder_attn.v_proj", "FlaxBartAttention_1/v_proj"),
            Map.entry("encoder_attn.out_proj", "FlaxBartAttention_1/out_proj"),
            Map.entry("glu.fc0", "GLU_0/Dense_0"),
            Map.entry("glu.fc1", "GLU_0/Dense_1"),
            Map.entry("glu.fc2", "GLU_0/Dense_2"));

    private static final Map<String, String> OUTSIDE_LAYERS = Map.of(
            "embed_tokens.weight", "embed_tokens/embedding",
            "embed_positions.weight", "embed_positions/embedding",
            "layernorm_embedding.weight", "layernorm_embedding/scale",
            "layernorm_embedding.bias", "layernorm_embedding/bias",
            "final_ln.weight", "final_ln/scale",
            "final_ln.bias", "final_ln/bias");

    private static final String LM_HEAD = "lm_head.weight";

    private MinDalleTransformer() {}

    /** The parameters of text encoder and image decoder in a file each. */
    public static Parameters read(Checkpoint encoder, Checkpoint decoder) {
        return new StoredParameters(
                new Names(encoder.file(), decoder.file(), "", ""), toFlax(encoder.tensors(), decoder.tensors()));
    }

    /** Both in one file, below {@code encoder.} and {@code decoder.}, or the same below {@code model.}. */
    public static Parameters read(Checkpoint both) {
        String outer =
                both.tensors().keySet().stream().anyMatch(name -> name.startsWith("model.encoder.")) ? "model." : "";
        String encoderPrefix = outer + "encoder.";
        String decoderPrefix = outer + "decoder.";
        SortedMap<String, Tensor> encoder = new TreeMap<>();
        SortedMap<String, Tensor> decoder = new TreeMap<>();
        both.tensors().forEach((name, tensor) -> {
            if (name.startsWith(encoderPrefix)) {
                encoder.put(name, tensor.renamed(name.substring(encoderPrefix.length())));
            } else if (name.startsWith(decoderPrefix)) {
                decoder.put(name, tensor.renamed(name.substring(decoderPrefix.length())));
            } else if (name.equals(LM_HEAD)) {
                if (both.tensors().containsKey(decoderPrefix + LM_HEAD)) {
                    throw new CheckpointException(
                            both.file(), "the parameter " + LM_HEAD + " is there twice, under two names.");
                }
                decoder.put(name, tensor);
            } else {
                throw new CheckpointException(
                        both.file(), "the parameter " + name + " is neither the encoder's nor the decoder's.");
            }
        });
        return new StoredParameters(
                new Names(both.file(), both.file(), encoderPrefix, decoderPrefix), toFlax(encoder, decoder));
    }

    /** The way back from flax's names, for messages. */
    private record Names(Path encoder, Path decoder, String encoderPrefix, String decoderPrefix)
            implements StoredNames {

        private static final Pattern IN_LAYER = Pattern.compile(
                "model/(?:en|de)coder/layers/FlaxBart(?:En|De)coderLayer_(\\d+)/(.+)/(kernel|scale|bias)");

        private static boolean isEncoders(String parameter) {
            return parameter.startsWith("model/encoder/") || parameter.startsWith("encoder/");
        }

        @Override
        public Path file(String parameter) {
            return isEncoders(parameter) ? encoder : decoder;
        }

        @Override
        public String name(String parameter) {
            String prefix = isEncoders(parameter) ? encoderPrefix : decoderPrefix;
            Matcher inLayer = IN_LAYER.matcher(parameter);
            if (inLayer.matches()) {
                Map<String, String> names = inLayer.group(2).contains("LayerNorm") ? NORMS : KERNELS;
                return prefix + "layers." + inLayer.group(1) + "." + key(names, inLayer.group(2))
                        + (inLayer.group(3).equals("bias") ? ".bias" : ".weight");
            }
            String rest = parameter.replaceFirst("^(model/)?(encoder|decoder)/", "");
            return prefix + (rest.equals("lm_head/kernel") ? LM_HEAD : key(OUTSIDE_LAYERS, rest));
        }

        private static String key(Map<String, String> names, String value) {
            return names.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(value))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(value);
        }

        @Override
        public List<Integer> shape(String parameter, List<Integer> shape) {
            return shape.size() == 2 && parameter.endsWith("/kernel") ? List.of(shape.get(1), shape.get(0)) : shape;
        }
    }

    /** A parameter of an unknown name keeps it, so that it is found to have no place. */
    private static SortedMap<String, Tensor> toFlax(Map<String, Tensor> encoder, Map<String, Tensor> decoder) {
        SortedMap<String, Tensor> flax = new TreeMap<>();
        encoder.values().forEach(tensor -> add(flax, tensor, "encoder", "FlaxBartEncoderLayer_"));
        decoder.values().forEach(tensor -> add(flax, tensor, "decoder", "FlaxBartDecoderLayer_"));
        return flax;
    }

    private static void add(SortedMap<String, Tensor> flax, Tensor tensor, String side, String layerPrefix) {
        Tensor renamed =
                rename(tensor, "model/" + side + "/", layerPrefix).orElse(tensor.renamed(side + "/" + tensor.name()));
        flax.put(renamed.name(), renamed);
    }

    private static Optional<Tensor> rename(Tensor tensor, String prefix, String layerPrefix) {
        if (tensor.name().equals(LM_HEAD) && prefix.equals("model/decoder/")) {
            return Optional.of(kernel("lm_head", tensor));
        }
        if (OUTSIDE_LAYERS.containsKey(tensor.name())) {
            return Optional.of(tensor.renamed(prefix + OUTSIDE_LAYERS.get(tensor.name())));
        }
        Matcher layer = LAYER.matcher(tensor.name());
        if (!layer.matches()) {
            return Optional.empty();
        }
        String inLayer = prefix + "layers/" + layerPrefix + layer.group(1) + "/";
        boolean weight = layer.group(3).equals("weight");
        String norm = NORMS.get(layer.group(2));
        if (norm != null) {
            return Optional.of(tensor.renamed(inLayer + norm + (weight ? "/scale" : "/bias")));
        }
        String kernel = KERNELS.get(layer.group(2));
        return weight && kernel != null ? Optional.of(kernel(inLayer + kernel, tensor)) : Optional.empty();
    }

    private static Tensor kernel(String name, Tensor tensor) {
        Tensor renamed = tensor.renamed(name + "/kernel");
        return tensor.shape().size() == 2 ? renamed.permuted(1, 0) : renamed;
    }
}
