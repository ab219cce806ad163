package org.imagine4j.models.clip;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.imagine4j.models.checkpoint.Checkpoint;
import org.imagine4j.models.checkpoint.Parameters;
import org.imagine4j.models.checkpoint.StoredNames;
import org.imagine4j.models.checkpoint.StoredParameters;
import org.imagine4j.models.checkpoint.Tensor;

/**
 * CLIP's parameters by flax's names ({@code text_model/encoder/layers/0/mlp/fc1/kernel}), from a file of flax's or of
 * PyTorch's. PyTorch calls everything a weight, keeps matrices as {@code [out, in]} and convolution kernels as {@code
 * [out, in, height, width]}.
 */
public final class ClipParameters {

    /** Numbers from 0 on, which old files carry along. */
    private static final String COUNTING = "/position_ids";

    private ClipParameters() {}

    /** The parameters of a whole model. */
    public static Parameters read(Checkpoint checkpoint) {
        boolean torch = checkpoint.tensors().keySet().stream().anyMatch(name -> name.endsWith(".weight"));
        SortedMap<String, Tensor> tensors =
                checkpoint.renamed(torch ? ClipParameters::fromTorch : ClipParameters::fromFlax);
        tensors.keySet().removeIf(name -> name.endsWith(COUNTING));
        return new StoredParameters(
                torch ? new TorchNames(checkpoint.file()) : StoredNames.flax(checkpoint.file()), tensors);
    }

    private static Tensor fromFlax(Tensor tensor) {
        return tensor.renamed(tensor.name().replace('.', '/').replaceFirst("^params/", ""));
    }

    private static Tensor fromTorch(Tensor tensor) {
        String path = tensor.name().replace('.', '/');
        if (!path.endsWith("/weight")) {
            return tensor.renamed(path);
        }
        String layer = path.substring(0, path.length() - "/weight".length());
        if (layer.matches(".*/(\\w*layer_?norm\\d?|pre_layrnorm)")) {
            return tensor.renamed(layer + "/scale");
        }
        if (layer.matches(".*/(token|position)_embedding")) {
            return tensor.renamed(layer + "/embedding");
        }
        Tensor kernel = tensor.renamed(layer + "/kernel");
        return switch (tensor.shape().size()) {
            case 2 -> kernel.permuted(1, 0);
            case 4 -> kernel.permuted(2, 3, 1, 0);
            default -> kernel;
        };
    }

    /** The way back, for messages. */
    private record TorchNames(Path checkpoint) implements StoredNames {

        @Override
        public Path file(String parameter) {
            return checkpoint;
        }

        @Override
        public String name(String parameter) {
            return parameter
                    .replaceAll("/(kernel|scale|(?<=_embedding/)embedding)$", "/weight")
                    .replace('/', '.');
        }

        @Override
        public List<Integer> shape(String parameter, List<Integer> shape) {
            if (!parameter.endsWith("/kernel")) {
                return shape;
            }
            return shape.size() == 2
                    ? List.of(shape.get(1), shape.get(0))
                    : List.of(shape.get(3), shape.get(2), shape.get(0), shape.get(1));
        }
    }
}
