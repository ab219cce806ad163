package org.imagine4j.magics.ijava;

import io.github.spencerpark.jupyter.kernel.DisplayStream;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.Optional;
import java.util.UUID;
import org.imagine4j.magics.notebook.Display;
import org.imagine4j.magics.notebook.Notebook;

/** The notebook of IJava. */
record IJavaNotebook(IJavaKernel ijava) implements Notebook {

    @Override
    public Display display(Object value) {
        String id = UUID.randomUUID().toString();
        DisplayStream cell = CellStream.of(ijava.kernel().getIO().display);
        cell.display(rendered(value, id));
        return newValue -> cell.updateDisplay(rendered(newValue, id));
    }

    @Override
    public Optional<Object> value(String expression) {
        try {
            return Optional.ofNullable(ijava.evaluate(expression));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private DisplayData rendered(Object value, String id) {
        DisplayData data = ijava.kernel().getRenderer().render(value);
        data.putTransientData(DisplayData.DISPLAY_ID_KEY, id);
        return data;
    }
}
