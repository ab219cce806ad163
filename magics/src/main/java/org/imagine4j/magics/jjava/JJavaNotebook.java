package org.imagine4j.magics.jjava;

import java.util.Optional;
import java.util.UUID;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.imagine4j.magics.notebook.Display;
import org.imagine4j.magics.notebook.Notebook;

/** The notebook of a JJava kernel. */
record JJavaNotebook(BaseKernel kernel) implements Notebook {

    /**
     * Since 1.0-a7 JJava shows what a magic returns if it ends its cell; until then it does not, and our kernel leaves out
     * what was shown already. The class came with that release.
     */
    private static final boolean KERNEL_SHOWS_VALUES = exists("org.dflib.jjava.jupyter.kernel.magic.MagicsResolver");

    @Override
    public void displayValue(Object value) {
        if (!KERNEL_SHOWS_VALUES) {
            display(value);
        }
    }

    @Override
    public Display display(Object value) {
        String id = UUID.randomUUID().toString();
        kernel.display(rendered(value, id));
        return newValue -> kernel.getIO().display.updateDisplay(rendered(newValue, id));
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

    private static boolean exists(String className) {
        try {
            Class.forName(className, false, BaseKernel.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
