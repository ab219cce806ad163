package org.imagine4j.inference.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A processor that can run graphs: an execution provider of ONNX Runtime, and which of several such processors.
 *
 * @param kind the execution provider
 * @param index counted from 0
 */
public record Device(Kind kind, int index) {

    /** The processor that is always there. */
    public static final Device CPU = new Device(Kind.CPU, 0);

    private static final Pattern TYPED = Pattern.compile("([a-z]+)(?::(\\d{1,3}))?");

    /** Execution providers, those first that are preferred where they are available. */
    public enum Kind {
        /** NVIDIA's graphics processors. */
        CUDA(OrtProvider.CUDA),
        /** AMD's graphics processors. */
        ROCM(OrtProvider.ROCM),
        /** Graphics processors on Windows. */
        DIRECTML(OrtProvider.DIRECT_ML),
        /** Apple's processors. */
        COREML(OrtProvider.CORE_ML),
        /** Every computer's own processor. */
        CPU(OrtProvider.CPU);

        private final OrtProvider provider;

        Kind(OrtProvider provider) {
            this.provider = provider;
        }

        /** What a user types. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The execution provider's name in ONNX Runtime. */
        String provider() {
            return provider.getName();
        }

        boolean isIn(Iterable<OrtProvider> providers) {
            for (OrtProvider each : providers) {
                if (each == provider) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The device that a person calls so: {@code cpu}, {@code cuda}, {@code cuda:1}, … */
    public static Optional<Device> of(String word) {
        Matcher typed = TYPED.matcher(word.strip().toLowerCase(Locale.ROOT));
        if (!typed.matches()) {
            return Optional.empty();
        }
        int index = typed.group(2) == null ? 0 : Integer.parseInt(typed.group(2));
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(typed.group(1)))
                .map(kind -> new Device(kind, index))
                .filter(device -> device.index == 0 || device.isGraphicsProcessor())
                .findFirst();
    }

    /** What can be typed. */
    public static List<String> words() {
        return Stream.concat(
                        Stream.of("cpu"),
                        Arrays.stream(Kind.values())
                                .filter(kind -> kind != Kind.CPU)
                                .map(Kind::word))
                .toList();
    }

    /** Whether models should run on it in 16-bit floats, a row of the token grid at a time. */
    public boolean prefersHalfFloats() {
        return kind == Kind.CUDA || kind == Kind.ROCM;
    }

    /** Whether it is a graphics processor, of which there may be several. */
    public boolean isGraphicsProcessor() {
        return kind == Kind.CUDA || kind == Kind.ROCM || kind == Kind.DIRECTML;
    }

    /** Asks a session to run here; what the device cannot do, the CPU does. */
    void addTo(SessionOptions options) throws OrtException {
        switch (kind) {
            case CUDA -> options.addCUDA(index);
            case ROCM -> options.addROCM(index);
            case DIRECTML -> {
                options.setMemoryPatternOptimization(false);
                options.addDirectML(index);
            }
            case COREML -> options.addCoreML(Map.of());
            case CPU -> {
                // It is there without being asked.
            }
        }
    }

    @Override
    public String toString() {
        return isGraphicsProcessor() ? kind.word() + ":" + index : kind.word();
    }
}
