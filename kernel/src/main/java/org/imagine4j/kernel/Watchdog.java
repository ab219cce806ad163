package org.imagine4j.kernel;

import java.util.concurrent.CountDownLatch;

/**
 * Ends the process for certain: once its end has begun, by request or by signal, it is over within a second, whatever a
 * cell, a library or a JShell that is still starting does. Its thread is there from the start, because a cell may have
 * used up what a new one takes.
 */
final class Watchdog {
    private final CountDownLatch begun = new CountDownLatch(1);

    private Watchdog() {}

    /** @param graceMillis how long an orderly end may take */
    static Watchdog start(int graceMillis) {
        Watchdog watchdog = new Watchdog();
        Thread thread = new Thread(() -> watchdog.guard(graceMillis), "imagine-watchdog");
        thread.setDaemon(true);
        thread.start();
        // On SIGTERM the JVM waits for every hook, also for those of cells.
        Runtime.getRuntime().addShutdownHook(new Thread(watchdog::endSoon, "imagine-end"));
        return watchdog;
    }

    /** The end has begun. */
    void endSoon() {
        begun.countDown();
    }

    private void guard(int graceMillis) {
        try {
            begun.await();
            Thread.sleep(graceMillis);
        } catch (InterruptedException e) {
            // Nobody interrupts it; if somebody does, that is no reason to live on.
        }
        Runtime.getRuntime().halt(0);
    }
}
