package org.imagine4j.magics.notebook;

/** The notebook cell that is running: a place to show things. */
public interface Notebook {

    /**
     * Shows a value in the cell's output.
     *
     * @param value anything that the kernel can render
     * @return the place where it stands, to show something else there later
     */
    Display display(Object value);
}
