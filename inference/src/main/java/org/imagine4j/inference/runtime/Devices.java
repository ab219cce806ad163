package org.imagine4j.inference.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.imagine4j.models.Precision;

/** Which devices this computer has, as far as ONNX Runtime's native library can use them. */
public final class Devices {

    private final Map<Device, Status> known = new ConcurrentHashMap<>();

    /**
     * How it stands with a device.
     *
     * @param device the device
     * @param present whether this build has its execution provider
     * @param obstacle why it cannot be used; empty if it can
     */
    public record Status(Device device, boolean present, Optional<String> obstacle) {

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

    /** How it stands with one device; found out once, for an attempt may load libraries. */
    public Status status(Device device) {
        return known.computeIfAbsent(device, Devices::attempt);
    }

    private static Status attempt(Device device) {
        OnnxRuntime.load();
        if (!device.kind().isIn(OrtEnvironment.getAvailableProviders())) {
            return new Status(device, false, Optional.of(missing(device)));
        }
        try (SessionOptions options = new SessionOptions()) {
            device.addTo(options);
            return new Status(device, true, Optional.empty());
        } catch (OrtException e) {
            return new Status(device, true, Optional.of(firstLine(e.getMessage())));
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
        return asked.map(this::place).orElseGet(this::placeOnFastest);
    }

    private Placement place(Device asked) {
        return status(asked)
                .obstacle()
                .map(obstacle -> Placement.onCpu(cannotBeUsed(asked, obstacle) + " The CPU does it."))
                .orElseGet(() -> Placement.on(asked));
    }

    /** A build without a provider is nothing to talk about; one whose provider does not start is. */
    private Placement placeOnFastest() {
        Optional<String> note = Optional.empty();
        for (Status status : all()) {
            if (status.usable() && status.device().isGraphicsProcessor()) {
                return new Placement(status.device(), note);
            }
            if (note.isEmpty() && status.present()) {
                note = status.obstacle().map(obstacle -> cannotBeUsed(status.device(), obstacle));
            }
        }
        return new Placement(Device.CPU, note);
    }

    private static String cannotBeUsed(Device device, String obstacle) {
        return device + " cannot be used: " + obstacle + ".";
    }

    /** The precision that models should be prepared in for the fastest device; empty for what suits their size. */
    public Optional<Precision> preferredPrecision() {
        return place(Optional.empty()).device().prefersHalfFloats() ? Optional.of(Precision.FP16) : Optional.empty();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").replaceAll("\\.$", "");
    }
}
