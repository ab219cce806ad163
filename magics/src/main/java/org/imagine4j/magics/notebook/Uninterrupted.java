package org.imagine4j.magics.notebook;

/**
 * Work that the stop button must not reach. An interrupt closes a channel that its thread is just writing to, and stock kernels
 * write to their sockets on the thread that shows something.
 */
public final class Uninterrupted {

    private Uninterrupted() {}

    /** Does the work on a thread of its own and waits for it. An interrupt of the calling thread stays for later. */
    public static void run(Runnable work) {
        Thread thread = new Thread(work, "imagine-display");
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
