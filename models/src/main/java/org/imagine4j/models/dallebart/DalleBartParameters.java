package org.imagine4j.models.dallebart;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.imagine4j.models.checkpoint.Parameters;
import org.imagine4j.models.checkpoint.Tensor;

/**
 * A group of a DalleBart checkpoint's parameters, by the names flax gives them.
 *
 * <p>Layers may lie one by one ({@code FlaxBartEncoderLayer_0}) or stacked with a leading layer axis ({@code
 * FlaxBartEncoderLayers}); which one it is shows in the names alone.
 */
final class DalleBartParameters {

    private final Parameters parameters;
    private final String prefix;
    private final Optional<Entry> entry;

    /** One layer of stacked ones. */
    private record Entry(int index, int layers) {}

    private DalleBartParameters(Parameters parameters, String prefix, Optional<Entry> entry) {
        this.parameters = parameters;
        this.prefix = prefix;
        this.entry = entry;
    }

    static DalleBartParameters of(Parameters parameters) {
        return new DalleBartParameters(parameters, "", Optional.empty());
    }

    /** The parameters below {@code path}. */
    DalleBartParameters group(String path) {
        return new DalleBartParameters(parameters, prefix + path + "/", entry);
    }

    /** Layer {@code index} of the text encoder's {@code layers}. */
    DalleBartParameters encoderLayer(int index, int layers) {
        return layer("model/encoder/layers/FlaxBartEncoderLayer", new Entry(index, layers));
    }

    /** Layer {@code index} of the image decoder's {@code layers}. */
    DalleBartParameters decoderLayer(int index, int layers) {
        return layer("model/decoder/layers/FlaxBartDecoderLayer", new Entry(index, layers));
    }

    private DalleBartParameters layer(String name, Entry layer) {
        return parameters.hasAny(name + "s/")
                ? new DalleBartParameters(parameters, name + "s/", Optional.of(layer))
                : new DalleBartParameters(parameters, name + "_" + layer.index + "/", Optional.empty());
    }

    /**
     * The tensor at {@code path}, which must have that shape.
     *
     * @throws org.imagine4j.models.checkpoint.CheckpointException if it is missing or has another shape
     */
    Tensor tensor(String path, Integer... shape) {
        return entry.map(layer -> parameters
                        .tensor(prefix + path, stacked(layer.layers, shape))
                        .slice(layer.index))
                .orElseGet(() -> parameters.tensor(prefix + path, shape));
    }

    /** The length of the leading axis of the tensor at {@code path}, if there is one. */
    Optional<Integer> rows(String path) {
        return parameters.shape(prefix + path).flatMap(shape -> shape.stream().findFirst());
    }

    private static Integer[] stacked(int layers, Integer... shape) {
        return Stream.concat(Stream.of(layers), Arrays.stream(shape)).toArray(Integer[]::new);
    }

    /** Whether there is a tensor at {@code path}. */
    boolean has(String path) {
        return parameters.has(prefix + path);
    }
}
