package org.imagine4j.magics.ijava;

import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.DisplayStream;
import java.lang.reflect.Field;

/**
 * The displays of one cell, for as long as its work goes on. IJava cuts a cell off from its displays when it is stopped,
 * but a run then ends with its row, and has pictures to show.
 */
final class CellStream extends DisplayStream {

    private CellStream(ShellReplyEnvironment cell) {
        setEnv(cell);
    }

    /** The displays of the cell that is running; {@code current} itself where it does not tell which that is. */
    static DisplayStream of(DisplayStream current) {
        try {
            Field cell = DisplayStream.class.getDeclaredField("env");
            cell.setAccessible(true);
            return cell.get(current) instanceof ShellReplyEnvironment environment
                    ? new CellStream(environment)
                    : current;
        } catch (ReflectiveOperationException e) {
            return current;
        }
    }
}
