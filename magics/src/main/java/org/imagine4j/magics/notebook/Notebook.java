package org.imagine4j.magics.notebook;

import java.util.Optional;

/** The notebook cell that is running: a place to show things. */
@FunctionalInterface
public interface Notebook {

    /**
     * Shows a value in the cell's output.
     *
     * @param value anything that the kernel can render
     * @return the place where it stands, to show something else there later
     */
    Display display(Object value);

    /**
     * The value of a variable, or of another short Java expression.
     *
     * @param expression as somebody would type it into a cell
     * @return empty if it is not valid, has no value, or the notebook knows of no variables
     */
    default Optional<Object> value(String expression) {
        return Optional.empty();
    }

    /**
     * Shows the value of the magic that is running, which returns it next; unless the kernel shows what magics return by
     * itself, so that it stands there once.
     */
    default void displayValue(Object value) {
        display(value);
    }
}
