package org.imagine4j.inference.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Opens sessions and makes tensors, in ONNX Runtime's own process-wide environment. */
public final class OnnxRuntime {

    /** Loading the native library overruns a thread's usual stack (1 MB) when its caller has used some of it. */
    private static final long LOADING_STACK_BYTES = 16L << 20;

    private static final String SPIN_MICROSECONDS = "30";

    private final OrtEnvironment environment;
    private final Device device;
    private final int threads;

    /** How a session may rearrange its graph. */
    public enum Optimization {
        /** In every way that ONNX Runtime knows. */
        ALL(OptLevel.ALL_OPT),
        /**
         * But for the blocked layout of pictures, into and out of which it would be converted at every step where
         * convolutions are not the graph's main work.
         */
        PLAIN_LAYOUT(OptLevel.EXTENDED_OPT);

        private final OptLevel level;

        Optimization(OptLevel level) {
            this.level = level;
        }
    }

    /**
     * On a device.
     *
     * @param device where graphs run
     * @param threads how many threads of the CPU one run uses, at least 1
     */
    public OnnxRuntime(Device device, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("Threads is " + threads + "; it must be at least 1.");
        }
        this.device = device;
        this.threads = threads;
        this.environment = load();
    }

    /**
     * On the CPU.
     *
     * @param threads how many threads one run uses, at least 1
     */
    public OnnxRuntime(int threads) {
        this(Device.CPU, threads);
    }

    /** On a device, with a thread for every core of the CPU. */
    public static OnnxRuntime on(Device device) {
        return new OnnxRuntime(device, Processors.cores());
    }

    /** The same with another number of threads, at least 1. */
    public OnnxRuntime withThreads(int newThreads) {
        return new OnnxRuntime(device, newThreads);
    }

    /** Where graphs run. */
    public Device device() {
        return device;
    }

    /** How many threads of the CPU one run uses. */
    public int threads() {
        return threads;
    }

    /**
     * Loads ONNX Runtime on a thread of its own. On a notebook cell's thread, deep inside JShell, loading it ended the
     * process without a word. Since 1.29 it reports its use to its makers; that is forbidden at once.
     *
     * @see <a href="https://github.com/microsoft/onnxruntime/blob/main/docs/Privacy.md">ONNX Runtime's privacy page</a>
     */
    static OrtEnvironment load() {
        FutureTask<OrtEnvironment> loading = new FutureTask<>(() -> {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            return environment;
        });
        new Thread(null, loading, "load ONNX Runtime", LOADING_STACK_BYTES).start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return loading.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw new InferenceException(
                    "ONNX Runtime could not be loaded on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + ".",
                    e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Opens a graph; its weights are found beside it.
     *
     * @throws InferenceException if ONNX Runtime refuses it
     */
    public OrtSession open(Path graph) {
        return open(graph, Optimization.ALL);
    }

    /** As {@link #open(Path)}. */
    public OrtSession open(Path graph, Optimization optimization) {
        try (SessionOptions options = new SessionOptions()) {
            device.addTo(options);
            options.setOptimizationLevel(optimization.level);
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            // A worker that sleeps between two operators costs a step of the decoder a third of its time (measured at
            // DALL·E Mini's size), one that spins on takes the processors from the JIT, the kernel and the browser;
            // this
            // long bridges the gap between operators and is over before anybody misses the processor.
            options.addConfigEntry("session.intra_op.spin_duration_us", SPIN_MICROSECONDS);
            if (optimization == Optimization.PLAIN_LAYOUT) {
                // The plan of a run's memory would stay allocated beside what the first run took.
                options.setMemoryPatternOptimization(false);
            }
            return environment.createSession(graph.toString(), options);
        } catch (OrtException e) {
            throw new InferenceException("The graph " + graph.getFileName() + " could not be opened.", e);
        }
    }

    /**
     * Frees a session.
     *
     * @throws InferenceException if ONNX Runtime refuses
     */
    public static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new InferenceException("A graph could not be closed.", e);
        }
    }

    /** A tensor over memory outside the Java heap; what is written into {@code values} later is seen by later runs. */
    public OnnxTensor tensor(FloatBuffer values, long... shape) throws OrtException {
        return OnnxTensor.createTensor(environment, values, shape);
    }

    /** A tensor of 16-bit floats with a copy of the values. */
    public OnnxTensor halfTensor(FloatBuffer values, long... shape) throws OrtException {
        return OnnxTensor.createTensor(
                environment, Fp16Conversions.convertFloatBufferToFp16Buffer(values), shape, OnnxJavaType.FLOAT16);
    }

    /** As {@link #tensor(FloatBuffer, long...)}. */
    public OnnxTensor tensor(DoubleBuffer values, long... shape) throws OrtException {
        return OnnxTensor.createTensor(environment, values, shape);
    }

    /** As {@link #tensor(FloatBuffer, long...)}. */
    public OnnxTensor tensor(LongBuffer values, long... shape) throws OrtException {
        return OnnxTensor.createTensor(environment, values, shape);
    }

    /** As {@link #tensor(FloatBuffer, long...)}. */
    public OnnxTensor tensor(IntBuffer values, long... shape) throws OrtException {
        return OnnxTensor.createTensor(environment, values, shape);
    }

    /** A zeroed buffer outside the Java heap with room for a tensor of that shape. */
    public static FloatBuffer floats(long... shape) {
        return bytes(Float.BYTES, shape).asFloatBuffer();
    }

    /** As {@link #floats}. */
    public static DoubleBuffer doubles(long... shape) {
        return bytes(Double.BYTES, shape).asDoubleBuffer();
    }

    /** As {@link #floats}. */
    public static LongBuffer longs(long... shape) {
        return bytes(Long.BYTES, shape).asLongBuffer();
    }

    /** As {@link #floats}. */
    public static IntBuffer integers(long... shape) {
        return bytes(Integer.BYTES, shape).asIntBuffer();
    }

    private static ByteBuffer bytes(int elementBytes, long... shape) {
        long size = Arrays.stream(shape).reduce(elementBytes, Math::multiplyExact);
        return ByteBuffer.allocateDirect(Math.toIntExact(size)).order(ByteOrder.nativeOrder());
    }
}
