package org.imagine4j.install.models;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets Ctrl-C end work in good order: the thread is interrupted, and the process waits for it to tidy up. */
final class StopSignal {

    private static final int PATIENCE_SECONDS = 20;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    private StopSignal(Thread worker) {
        hook = new Thread(() -> stop(worker), "stop");
    }

    /** From now on until closed, the end of the process interrupts {@code worker} first. */
    static StopSignal interrupting(Thread worker) {
        StopSignal signal = new StopSignal(worker);
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    private void stop(Thread worker) {
        worker.interrupt();
        try {
            done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work is over. */
    void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook runs, and has just been told that the work is over.
        }
    }
}
