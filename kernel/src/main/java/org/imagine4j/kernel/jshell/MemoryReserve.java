package org.imagine4j.kernel.jshell;

/**
 * Memory that is set aside for the moment when a cell has used up all there is: without it the compiler would find no room
 * for the very cell that frees some.
 */
final class MemoryReserve {
    private static final int BYTES = 8 << 20;

    private byte[] reserve = new byte[BYTES];

    /** The memory is full: what was set aside is there to be used. */
    synchronized void release() {
        reserve = null;
    }

    /** Sets it aside again, if there is plenty. */
    synchronized void refill() {
        if (reserve != null) {
            return;
        }
        Runtime runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        if (free < 4L * BYTES) {
            return;
        }
        try {
            reserve = new byte[BYTES];
        } catch (OutOfMemoryError e) {
            // Another time, then.
        }
    }

    /** Whether it is set aside. */
    synchronized boolean isThere() {
        return reserve != null;
    }

    /** Whether a failure is due to the heap being full. */
    static boolean isFull(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }
}
