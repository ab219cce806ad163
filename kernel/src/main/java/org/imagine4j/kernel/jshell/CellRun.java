package org.imagine4j.kernel.jshell;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The run of a cell, as far as interrupts are concerned. An interrupt reaches the thread only while the user's code runs:
 * interrupting the compiler would close the files below it. If it comes earlier, the user's code does not begin.
 */
public final class CellRun {
    /** A thread that the stopped cell had only just started comes to its first stop check within this time. */
    private static final long GRACE_NANOS = 2_000_000_000;

    private final Supplier<?> currentCell;
    private final MemoryReserve reserve = new MemoryReserve();

    private long armed = System.nanoTime() - GRACE_NANOS;
    private Object cell;
    private Thread thread;
    private boolean interrupted;
    private boolean full;
    private int depth;

    /** @param currentCell tells to which cell the calling thread belongs */
    public CellRun(Supplier<?> currentCell) {
        this.currentCell = currentCell;
    }

    /** The current thread begins to run the current cell. */
    public synchronized void begin() {
        if (System.nanoTime() - armed >= GRACE_NANOS) {
            StopCheck.disarm();
        }
        cell = currentCell.get();
        thread = Thread.currentThread();
        interrupted = false;
        full = false;
        depth = 0;
    }

    /** The cell has ended. */
    public synchronized void end() {
        thread = null;
        cell = null;
        if (!full) {
            reserve.refill();
        }
        boolean unused = Thread.interrupted();
    }

    /**
     * Stops the cell that is running, if one is, and with it the threads that it has started. The stop checks stay armed
     * for a while when the next cell has begun, so that those threads meet them; its own go on.
     */
    public synchronized void interrupt() {
        if (thread == null) {
            return;
        }
        interrupted = true;
        Object stopped = cell;
        StopCheck.arm(() -> currentCell.get() == stopped);
        long now = System.nanoTime();
        armed = now;
        CompletableFuture.delayedExecutor(GRACE_NANOS, TimeUnit.NANOSECONDS).execute(() -> disarm(now, stopped));
        if (depth > 0) {
            thread.interrupt();
        }
    }

    /** Unless there has been another interrupt, or the stopped cell is still about to end. */
    private synchronized void disarm(long since, Object stopped) {
        if (armed == since && cell != stopped) {
            StopCheck.disarm();
        }
    }

    /** Whether the running cell has been interrupted. */
    public synchronized boolean isInterrupted() {
        return thread != null && interrupted;
    }

    /** Runs the user's code; on the cell's thread it can be interrupted. */
    public <T> T userCode(Callable<T> code) throws Exception {
        boolean entered = enter();
        try {
            return code.call();
        } catch (Throwable e) {
            failed(e);
            throw e;
        } finally {
            if (entered) {
                leave();
            }
        }
    }

    /** Hears what a cell failed with: when the memory is full, what was set aside lets the next cells compile. */
    public void failed(Throwable failure) {
        if (MemoryReserve.isFull(failure)) {
            reserve.release();
            synchronized (this) {
                full = true;
            }
        }
    }

    private synchronized boolean enter() {
        if (Thread.currentThread() != thread) {
            return false;
        }
        if (interrupted) {
            throw new CellStopped();
        }
        depth++;
        return true;
    }

    private synchronized void leave() {
        depth--;
        if (depth == 0) {
            boolean unused = Thread.interrupted();
        }
    }
}
