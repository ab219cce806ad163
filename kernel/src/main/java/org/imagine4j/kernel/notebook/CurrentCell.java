package org.imagine4j.kernel.notebook;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.imagine4j.kernel.core.Cell;

/**
 * Tells which cell the calling thread works for. Threads that a cell starts belong to that cell for ever; a thread
 * without a cell, such as one of a pool that is older than the notebook, counts as the cell that ran last.
 */
final class CurrentCell {
    @SuppressWarnings("ThreadLocalUsage") // one for each interpreter, and an interpreter lives as long as its process
    private final InheritableThreadLocal<CellState> own = new InheritableThreadLocal<>();

    private volatile CellState latest;

    /** Runs {@code action} for a cell. */
    <T> T during(CellState cell, Callable<T> action) throws Exception {
        CellState before = own.get();
        own.set(cell);
        latest = cell;
        try {
            return action.call();
        } finally {
            own.set(before);
        }
    }

    /** The state of the cell this thread works for; empty before the first cell. */
    Optional<CellState> state() {
        CellState mine = own.get();
        return Optional.ofNullable(mine == null ? latest : mine);
    }

    /** The cell this thread works for; empty before the first cell. */
    Optional<Cell> cell() {
        return state().map(CellState::cell);
    }

    /** The cell that the calling thread belongs to itself, or null. */
    Object owner() {
        return own.get();
    }
}
