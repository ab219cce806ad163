package org.imagine4j.magics.notebook;

/** One output of a cell, which can be replaced in place. */
@FunctionalInterface
public interface Display {

    /** Shows {@code value} instead of what stands here. */
    void update(Object value);
}
