package org.imagine4j.kernel.core;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Gathers what a cell prints into messages worth sending: at most {@value #MAX_CHARS} characters, at most
 * {@value #MAX_DELAY_MILLIS} ms late, in the order printed. Nothing is dropped. An idle buffer costs nothing.
 */
final class StreamBuffer {
    static final int MAX_CHARS = 64 * 1024;
    static final int MAX_DELAY_MILLIS = 40;

    private final BiConsumer<StreamName, String> sink;
    private final ScheduledExecutorService timer;
    private final StringBuilder text = new StringBuilder();
    private StreamName stream = StreamName.STDOUT;
    private boolean scheduled;

    StreamBuffer(BiConsumer<StreamName, String> sink, ScheduledExecutorService timer) {
        this.sink = sink;
        this.timer = timer;
    }

    synchronized void append(StreamName target, CharSequence piece) {
        if (target != stream) {
            flush();
            stream = target;
        }
        text.append(piece);
        if (text.length() >= MAX_CHARS) {
            flush();
        } else if (!scheduled && !timer.isShutdown()) {
            scheduled = true;
            var unused = timer.schedule(this::flushLate, MAX_DELAY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    synchronized void flush() {
        if (text.length() > 0) {
            sink.accept(stream, text.toString());
            text.setLength(0);
        }
    }

    private synchronized void flushLate() {
        scheduled = false;
        flush();
    }
}
