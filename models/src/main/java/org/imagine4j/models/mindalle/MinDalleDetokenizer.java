package org.imagine4j.models.mindalle;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imagine4j.models.checkpoint.Tensor;

/**
 * {@code detoker.pt}, the decoder half of the VQGAN. PyTorch keeps convolution kernels as {@code [out, in, height,
 * width]}, flax as {@code [height, width, in, out]}.
 */
public final class MinDalleDetokenizer {

    /** What min-dalle calls the codebook, and what the program calls it that first trained VQGANs. */
    private static final Set<String> CODEBOOK = Set.of("embedding.weight", "quantize.embedding.weight");

    private MinDalleDetokenizer() {}

    /** The VQGAN decoder's parameters by flax's names. */
    public static SortedMap<String, Tensor> toFlax(Map<String, Tensor> tensors) {
        SortedMap<String, Tensor> flax = new TreeMap<>();
        for (Tensor tensor : tensors.values()) {
            Tensor renamed = rename(tensor);
            flax.put(renamed.name(), renamed);
        }
        return flax;
    }

    private static Tensor rename(Tensor tensor) {
        if (CODEBOOK.contains(tensor.name())) {
            return tensor.renamed("quantize/embedding/embedding");
        }
        String path = tensor.name()
                .replaceAll("\\b(up|down|block|attn)\\.(\\d+)\\b", "$1_$2")
                .replace('.', '/');
        if (!path.endsWith("/weight")) {
            return tensor.renamed(path);
        }
        String layer = path.substring(0, path.length() - "/weight".length());
        return tensor.shape().size() == 4
                ? tensor.renamed(layer + "/kernel").permuted(2, 3, 1, 0)
                : tensor.renamed(layer + "/scale");
    }
}
