package org.imagine4j.magics;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.imagine4j.inference.runtime.Device;
import org.imagine4j.models.Precision;

/**
 * Who draws, in which numbers, and where.
 *
 * @param model the name of a model
 * @param precision in which numbers; empty for those that suit model and device
 * @param device where; empty for the fastest place that is there
 */
public record Engine(String model, Optional<Precision> precision, Optional<Device> device) {

    /** What stands for a choice that is left to the program. */
    private static final String AUTO = "auto";

    public Engine {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(precision, "precision");
        Objects.requireNonNull(device, "device");
    }

    /** A model, everything else as suits it. */
    static Engine of(String model) {
        return new Engine(model, Optional.empty(), Optional.empty());
    }

    Engine withModel(String newModel) {
        return new Engine(newModel, precision, device);
    }

    Engine withPrecision(Optional<Precision> newPrecision) {
        return new Engine(model, newPrecision, device);
    }

    Engine withDevice(Optional<Device> newDevice) {
        return new Engine(model, precision, newDevice);
    }

    /** What can be typed for a precision. */
    public static List<String> precisionWords() {
        return withAuto(Precision.words());
    }

    /** What can be typed for a device, beside the numbers of several of a kind. */
    public static List<String> deviceWords() {
        return withAuto(Device.words());
    }

    private static List<String> withAuto(List<String> words) {
        return Stream.concat(Stream.of(AUTO), words.stream()).toList();
    }

    /**
     * The precision that somebody typed; empty for {@code auto}.
     *
     * @throws UsageException if there is no such precision
     */
    public static Optional<Precision> precisionOf(String word) {
        if (word.equalsIgnoreCase(AUTO)) {
            return Optional.empty();
        }
        return Optional.of(Precision.of(word)
                .orElseThrow(() -> new UsageException(
                        "precision is " + word + "; it must be one of " + String.join(", ", precisionWords()) + ".",
                        "Leave it out for what suits the model.")));
    }

    /**
     * The device that somebody typed; empty for {@code auto}.
     *
     * @throws UsageException if there is no such device
     */
    public static Optional<Device> deviceOf(String word) {
        if (word.equalsIgnoreCase(AUTO)) {
            return Optional.empty();
        }
        return Optional.of(Device.of(word)
                .orElseThrow(() -> new UsageException(
                        "device is " + word + "; it must be one of " + String.join(", ", deviceWords())
                                + ", with a number as in cuda:1 if there are several.",
                        "Leave it out for the fastest that is there; the magic " + '%' + "device lists them.")));
    }
}
