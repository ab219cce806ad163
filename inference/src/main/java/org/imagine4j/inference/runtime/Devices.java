package org.imagine4j.inference.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.imagine4j.models.Precision;

/** Which devices this computer has, as far as ONNX Runtime's native library can use them. */
public final class Devices {

    /**
     * How it stands with a device.
     *
     * @param device the device
     * @param obstacle why it cannot be used; empty if it can
     */
    public record Status(Device device, Optional<String> obstacle) {

        public boolean usable() {
            return obstacle.isEmpty();
        }
    }

    /** The first device of every kind, the preferred ones first. */
    public List<Status> all() {
        return Arrays.stream(Device.Kind.values())
                .map(kind -> status(new Device(kind, 0)))
                .toList();
    }

    /** How it stands with one device. */
    public Status status(Device device) {
        OnnxRuntime.load();
        if (!device.kind().isIn(OrtEnvironment.getAvailableProviders())) {
            return new Status(device, Optional.of(missing(device)));
        }
        try (SessionOptions options = new SessionOptions()) {
            device.addTo(options);
            return new Status(device, Optional.empty());
        } catch (OrtException e) {
            return new Status(device, Optional.of(firstLine(e.getMessage())));
        }
    }

    private static String missing(Device device) {
        return device.kind() == Device.Kind.CUDA
                ? "this program was built without CUDA (build it with -Pgpu on a computer with an NVIDIA driver)"
                : "this build of ONNX Runtime has no " + device.kind().provider();
    }

    /**
     * Chooses where to run.
     *
     * @param asked the device that was asked for; empty for the fastest
     */
    public Placement place(Optional<Device> asked) {
        if (asked.isPresent()) {
            Status status = status(asked.get());
            return status.obstacle()
                    .map(obstacle ->
                            Placement.onCpu(asked.get() + " cannot be used: " + obstacle + ". The CPU does it."))
                    .orElseGet(() -> Placement.on(asked.get()));
        }
        List<String> obstacles = new ArrayList<>();
        for (Status status : all()) {
            if ((status.usable() && status.device().isGraphicsProcessor())
                    || status.device().equals(Device.CPU)) {
                return obstacles.isEmpty()
                        ? Placement.on(status.device())
                        : new Placement(status.device(), Optional.of(obstacles.get(0)));
            }
            if (isPresentButBroken(status)) {
                obstacles.add(status.device() + " cannot be used: "
                        + status.obstacle().get() + ".");
            }
        }
        return Placement.on(Device.CPU);
    }

    /** The precision that models should be prepared in for the fastest device; empty for what suits their size. */
    public Optional<Precision> preferredPrecision() {
        return place(Optional.empty()).device().prefersHalfFloats() ? Optional.of(Precision.FP16) : Optional.empty();
    }

    /** A build without a provider is nothing to talk about; one whose provider does not start is. */
    private static boolean isPresentButBroken(Status status) {
        return !status.usable() && status.device().kind().isIn(OrtEnvironment.getAvailableProviders());
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").replaceAll("\\.$", "");
    }
}
