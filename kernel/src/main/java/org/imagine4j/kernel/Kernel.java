package org.imagine4j.kernel;

import org.imagine4j.kernel.core.History;
import org.imagine4j.kernel.core.Interpreter;
import org.imagine4j.kernel.core.KernelCore;
import org.imagine4j.kernel.core.OutputLimit;
import org.imagine4j.kernel.notebook.JavaInterpreter;
import org.imagine4j.kernel.wire.ConnectionFile;
import org.imagine4j.kernel.wire.Transport;
import org.imagine4j.kernel.wire.ZmqTransport;

/** A running kernel: a transport, the core, an interpreter. */
public final class Kernel implements AutoCloseable {
    private final Transport transport;
    private final KernelCore core;

    private Kernel(Transport transport, Interpreter interpreter, History history, OutputLimit limit) {
        this.transport = transport;
        this.core = new KernelCore(transport, interpreter, history, limit);
    }

    /** Starts a Java kernel on a connection. */
    public static Kernel start(ConnectionFile connection, History history) {
        OutputLimit limit = new OutputLimit();
        return start(connection, new JavaInterpreter(version(), history, limit), history, limit);
    }

    /** Starts a kernel for any language. */
    public static Kernel start(ConnectionFile connection, Interpreter interpreter, History history) {
        return start(connection, interpreter, history, new OutputLimit());
    }

    private static Kernel start(
            ConnectionFile connection, Interpreter interpreter, History history, OutputLimit limit) {
        Kernel kernel = new Kernel(new ZmqTransport(connection), interpreter, history, limit);
        kernel.core.start();
        return kernel;
    }

    /** Ends {@link #awaitShutdown}: there is no front end any more that could. */
    public void abandon() {
        core.abandon();
    }

    /** Tells when the front end asks the kernel to shut down, before anything else is done about it. */
    void onShutdownRequest(Runnable action) {
        core.onShutdownRequest(action);
    }

    /** Waits until the front end has shut the kernel down, or is gone. */
    public void awaitShutdown() throws InterruptedException {
        core.awaitShutdown();
    }

    /** Stops the cell that is running, if one is. */
    public void interruptCell() {
        core.interruptCell();
    }

    /** Sends what is still to be sent and releases everything. */
    @Override
    public void close() {
        try {
            core.close();
        } finally {
            transport.close();
        }
    }

    private static String version() {
        String version = Kernel.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
