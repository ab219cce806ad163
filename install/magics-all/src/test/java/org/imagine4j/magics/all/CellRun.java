package org.imagine4j.magics.all;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * What became of a cell.
 *
 * @param outputs as they stand in the end
 * @param updates how often a display was replaced
 * @param status ok or error; silent if the kernel never ended it
 * @param secondsToStop from the stop button to the end of the cell; null if it was not stopped
 */
record CellRun(List<Output> outputs, int updates, String status, Double secondsToStop) {

    /** The only output there is. */
    Output shownOnce() {
        assertThat(status).as(toString()).isEqualTo("ok");
        assertThat(outputs).hasSize(1);
        return outputs.get(0);
    }
}
