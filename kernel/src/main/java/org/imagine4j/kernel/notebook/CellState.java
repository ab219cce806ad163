package org.imagine4j.kernel.notebook;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.imagine4j.kernel.core.Cell;

/** What is known of a cell while its code runs: its output, and which objects its magics have shown. */
final class CellState {
    private final Cell cell;
    private final Set<Object> rendered =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    private volatile int magicsRunning;
    private volatile Object shown;

    CellState(Cell cell) {
        this.cell = cell;
    }

    Cell cell() {
        return cell;
    }

    /** A magic that stands alone begins: what is rendered from now on is noted. */
    synchronized void magicBegins() {
        if (magicsRunning++ == 0) {
            rendered.clear();
        }
    }

    /** A magic that stands alone has ended with {@code value}. */
    synchronized void magicEnds(Object value) {
        magicsRunning--;
        shown = value != null && rendered.contains(value) ? value : null;
        rendered.clear();
    }

    void rendered(Object value) {
        if (magicsRunning > 0) {
            rendered.add(value);
        }
    }

    /** Whether a magic that stands alone has given this value and has shown it already. */
    boolean isShown(Object value) {
        return value == shown;
    }
}
