package org.imagine4j.magics.ijava;

import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.DisplayStream;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.lang.reflect.Field;
import org.imagine4j.magics.notebook.Uninterrupted;

/**
 * The displays of one cell, for as long as its work goes on. IJava cuts a cell off from its displays when it is stopped,
 * but a run then ends with its row, and has pictures to show.
 */
final class CellStream extends DisplayStream {

    private CellStream(ShellReplyEnvironment cell) {
        setEnv(cell);
    }

    @Override
    public void display(DisplayData data) {
        Uninterrupted.run(() -> super.display(data));
    }

    @Override
    public void updateDisplay(DisplayData data) {
        Uninterrupted.run(() -> super.updateDisplay(data));
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
