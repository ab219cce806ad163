package org.imagine4j.kernel.notebook;

import java.util.Map;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;

/** The renderer of the contract; tells the cell what is rendered, so that a magic's value is not shown twice. */
final class NotebookRenderer extends Renderer {
    private final CurrentCell currentCell;

    NotebookRenderer(CurrentCell currentCell) {
        this.currentCell = currentCell;
        ValueRenderers.register(this);
    }

    @Override
    public DisplayData render(Object value, Map<String, Object> parameters) {
        note(value);
        if (value instanceof DisplayData data) {
            return data;
        }
        return value != null && value.getClass().isArray()
                ? ValueRenderers.array(value)
                : super.render(value, parameters);
    }

    @Override
    public DisplayData renderAs(Object value, Map<String, Object> parameters, String... types) {
        note(value);
        return super.renderAs(value, parameters, types);
    }

    private void note(Object value) {
        currentCell.state().ifPresent(state -> state.rendered(value));
    }
}
