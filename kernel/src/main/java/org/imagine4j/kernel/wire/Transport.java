package org.imagine4j.kernel.wire;

import java.util.Map;

/** Carries messages between the front end and the kernel. */
public interface Transport extends AutoCloseable {

    /** Hears every valid message. Called on the transport's own thread: hand over, don't work. */
    @FunctionalInterface
    interface Receiver {
        void received(Channel channel, Message message);
    }

    /** Begins to listen. */
    void start(Receiver receiver);

    /**
     * Sends a message; from any thread, interrupted or not, without waiting. Messages leave in the order in which they
     * were handed over.
     */
    void send(Channel channel, Message message);

    /** Where clients connect, as {@code connect_reply} names the ports: {@code shell_port}, {@code iopub_port}, … */
    Map<String, Integer> ports();

    /** Sends what was handed over before, then closes every socket. */
    @Override
    void close();
}
