package org.imagine4j.models.dallebart;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.imagine4j.models.checkpoint.Checkpoint;
import org.imagine4j.models.checkpoint.CheckpointException;
import org.imagine4j.models.checkpoint.Tensor;

/**
 * A group of a DalleBart checkpoint's parameters, by the names flax gives them.
 *
 * <p>Layers may lie one by one ({@code FlaxBartEncoderLayer_0}) or stacked with a leading layer axis ({@code
 * FlaxBartEncoderLayers}); which one it is shows in the names alone.
 */
final class DalleBartParameters {

    private final Checkpoint checkpoint;
    private final String prefix;
    private final Optional<Integer> entry;

    private DalleBartParameters(Checkpoint checkpoint, String prefix, Optional<Integer> entry) {
        this.checkpoint = checkpoint;
        this.prefix = prefix;
        this.entry = entry;
    }

    static DalleBartParameters of(Checkpoint checkpoint) {
        return new DalleBartParameters(checkpoint, "", Optional.empty());
    }

    /** The parameters below {@code path}. */
    DalleBartParameters group(String path) {
        return new DalleBartParameters(checkpoint, prefix + path + "/", entry);
    }

    /** Layer {@code index} of the text encoder. */
    DalleBartParameters encoderLayer(int index) {
        return layer("model/encoder/layers/FlaxBartEncoderLayer", index);
    }

    /** Layer {@code index} of the image decoder. */
    DalleBartParameters decoderLayer(int index) {
        return layer("model/decoder/layers/FlaxBartDecoderLayer", index);
    }

    private DalleBartParameters layer(String name, int index) {
        String stacked = name + "s/";
        boolean scanned = checkpoint.names().stream().anyMatch(n -> n.startsWith(stacked));
        return scanned
                ? new DalleBartParameters(checkpoint, stacked, Optional.of(index))
                : new DalleBartParameters(checkpoint, name + "_" + index + "/", Optional.empty());
    }

    /** The tensor at {@code path}, which must have that shape. */
    Tensor tensor(String path, Integer... shape) {
        Tensor tensor = find(path)
                .orElseThrow(() ->
                        new CheckpointException(checkpoint.file(), "the parameter " + prefix + path + " is missing."));
        if (!tensor.shape().equals(List.of(shape))) {
            throw new CheckpointException(
                    checkpoint.file(),
                    tensor.name() + " has shape " + tensor.shape() + "; by config.json it should be "
                            + Arrays.toString(shape) + ".");
        }
        return tensor;
    }

    /** Whether there is a tensor at {@code path}. */
    boolean has(String path) {
        return checkpoint.names().contains(prefix + path);
    }

    private Optional<Tensor> find(String path) {
        if (!has(path)) {
            return Optional.empty();
        }
        Tensor tensor = checkpoint.tensor(prefix + path);
        if (entry.isPresent() && (tensor.shape().isEmpty() || tensor.shape().get(0) <= entry.get())) {
            throw new CheckpointException(
                    checkpoint.file(), tensor.name() + " " + tensor.shape() + " has no layer " + entry.get() + ".");
        }
        return Optional.of(entry.map(tensor::slice).orElse(tensor));
    }
}
