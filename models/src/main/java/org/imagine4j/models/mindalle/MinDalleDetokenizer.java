package org.imagine4j.models.mindalle;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imagine4j.models.checkpoint.Tensor;

/**
 * {@code detoker.pt}, the decoder half of the VQGAN. PyTorch keeps convolution kernels as {@code [out, in, height,
 * width]}, flax as {@code [height, width, in, out]}.
 */
public final class MinDalleDetokenizer {

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
        if (tensor.name().equals("embedding.weight")) {
            return tensor.renamed("quantize/embedding/embedding");
        }
        String path = tensor.name()
                .replaceAll("\\b(up|block|attn)\\.(\\d+)\\b", "$1_$2")
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
