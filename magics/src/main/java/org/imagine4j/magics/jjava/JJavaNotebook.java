package org.imagine4j.magics.jjava;

import java.util.Optional;
import java.util.UUID;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.DisplayStream;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.imagine4j.magics.notebook.Display;
import org.imagine4j.magics.notebook.Notebook;

/** The notebook of a JJava kernel. */
record JJavaNotebook(BaseKernel kernel) implements Notebook {

    @Override
    public Display display(Object value) {
        String id = UUID.randomUUID().toString();
        DisplayStream cell = CellStream.of(kernel.getIO().display);
        cell.display(rendered(value, id));
        return newValue -> cell.updateDisplay(rendered(newValue, id));
    }

    @Override
    public Optional<Object> value(String expression) {
        try {
            return Optional.ofNullable(kernel.evalRaw(expression));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Not {@code DisplayData.setDisplayId}: its return type differs between releases. */
    private DisplayData rendered(Object value, String id) {
        DisplayData data = kernel.getRenderer().render(value);
        data.putTransientData(DisplayData.DISPLAY_ID_KEY, id);
        return data;
    }
}
