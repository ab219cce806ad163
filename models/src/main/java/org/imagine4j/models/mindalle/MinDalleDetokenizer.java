package org.imagine4j.models.mindalle;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.imagine4j.models.checkpoint.Checkpoint;
import org.imagine4j.models.checkpoint.Parameters;
import org.imagine4j.models.checkpoint.StoredNames;
import org.imagine4j.models.checkpoint.StoredParameters;
import org.imagine4j.models.checkpoint.Tensor;

/**
 * {@code detoker.pt}, the decoder half of the VQGAN. PyTorch keeps convolution kernels as {@code [out, in, height,
 * width]}, flax as {@code [height, width, in, out]}.
 */
public final class MinDalleDetokenizer {

    /** What min-dalle calls the codebook, and what the program calls it that first trained VQGANs. */
    private static final Set<String> CODEBOOK = Set.of("embedding.weight", "quantize.embedding.weight");

    private static final String FLAX_CODEBOOK = "quantize/embedding/embedding";

    private MinDalleDetokenizer() {}

    /** The VQGAN decoder's parameters by flax's names. */
    public static Parameters read(Checkpoint checkpoint) {
        return new StoredParameters(new Names(checkpoint), checkpoint.renamed(MinDalleDetokenizer::rename));
    }

    /** The way back, for messages. */
    private record Names(Checkpoint checkpoint) implements StoredNames {

        @Override
        public Path file(String parameter) {
            return checkpoint.file();
        }

        @Override
        public String name(String parameter) {
            if (parameter.equals(FLAX_CODEBOOK)) {
                return CODEBOOK.stream()
                        .filter(name -> checkpoint.tensors().containsKey(name))
                        .findFirst()
                        .orElse("embedding.weight");
            }
            return parameter
                    .replaceAll("/(kernel|scale)$", "/weight")
                    .replaceAll("\\b(up|down|block|attn)_(\\d+)/(?!weight|bias)", "$1.$2/")
                    .replaceAll("\\b(mid/(?:block|attn))\\.(\\d+)", "$1_$2")
                    .replace('/', '.');
        }

        @Override
        public List<Integer> shape(String parameter, List<Integer> shape) {
            return shape.size() == 4 ? List.of(shape.get(3), shape.get(2), shape.get(0), shape.get(1)) : shape;
        }
    }

    private static Tensor rename(Tensor tensor) {
        if (CODEBOOK.contains(tensor.name())) {
            return tensor.renamed(FLAX_CODEBOOK);
        }
        String path = tensor.name()
                .replaceAll("\\b(up|down|block|attn)\\.(\\d+)\\b", "$1_$2")
                .replace('.', '/');
        if (!path.endsWith("/weight")) {
            return tensor.renamed(path);
        }
        String layer = path.substring(0, path.length() - "/weight".length());
        if (layer.matches("(.*/)?norm(1|2|_out)?")) {
            return tensor.renamed(layer + "/scale");
        }
        Tensor kernel = tensor.renamed(layer + "/kernel");
        return tensor.shape().size() == 4 ? kernel.permuted(2, 3, 1, 0) : kernel;
    }
}
