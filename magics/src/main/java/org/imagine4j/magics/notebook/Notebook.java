package org.imagine4j.magics.notebook;

import java.util.Optional;

/** The notebook cell that is running: a place to show things. */
@FunctionalInterface
public interface Notebook {

    /** What notebook code can use without imports of its own, where a kernel takes them. */
    String IMPORTS = "import org.imagine4j.magics.*;"
            + " import org.imagine4j.magics.sweep.*; import org.imagine4j.magics.gallery.*;"
            + " import org.imagine4j.magics.attention.*; import org.imagine4j.inference.*;";

    /**
     * Shows a value in the cell's output. A magic shows its own value, too: the adapters see to it that no kernel shows it
     * a second time.
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
}
