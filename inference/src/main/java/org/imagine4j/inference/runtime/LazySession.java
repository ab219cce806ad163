package org.imagine4j.inference.runtime;

import ai.onnxruntime.OrtSession;
import java.util.function.Supplier;

/** A session that is opened when it is first needed. Safe for several threads. */
public final class LazySession implements AutoCloseable {

    private final Supplier<OrtSession> open;
    private OrtSession session;

    /** @param open opens the session */
    public LazySession(Supplier<OrtSession> open) {
        this.open = open;
    }

    /** The open session. */
    public synchronized OrtSession get() {
        if (session == null) {
            session = open.get();
        }
        return session;
    }

    @Override
    public synchronized void close() {
        if (session != null) {
            OnnxRuntime.close(session);
        }
    }
}
