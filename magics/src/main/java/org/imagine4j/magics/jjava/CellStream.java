package org.imagine4j.magics.jjava;

import java.lang.reflect.Field;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.DisplayStream;

/**
 * The displays of one cell, for as long as its work goes on. Stock JJava cuts a cell off from its displays when it is stopped,
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
