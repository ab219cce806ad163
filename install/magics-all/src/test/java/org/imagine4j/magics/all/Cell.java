package org.imagine4j.magics.all;

/**
 * A cell to run.
 *
 * @param name by which it is asked for later
 * @param code its source
 * @param stopAfter press the stop button when the cell has updated a display so often; 0 for never
 */
record Cell(String name, String code, int stopAfter) {

    Cell(String name, String code) {
        this(name, code, 0);
    }
}
