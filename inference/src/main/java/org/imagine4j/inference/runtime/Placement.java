package org.imagine4j.inference.runtime;

import java.util.Objects;
import java.util.Optional;

/**
 * Where a model runs.
 *
 * @param device the device
 * @param note why it is not the one that was asked for, or not the fastest that is there; a sentence for the user
 */
public record Placement(Device device, Optional<String> note) {

    public Placement {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(note, "note");
    }

    /** The device that was asked for. */
    public static Placement on(Device device) {
        return new Placement(device, Optional.empty());
    }

    /** The CPU, instead of another device. */
    public static Placement onCpu(String note) {
        return new Placement(Device.CPU, Optional.of(note));
    }
}
