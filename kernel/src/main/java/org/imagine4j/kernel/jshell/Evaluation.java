package org.imagine4j.kernel.jshell;

import java.util.List;

/** How the evaluation of a cell's Java ended. */
public sealed interface Evaluation {

    /**
     * Every snippet ran.
     *
     * @param value of the last one, if it is an expression; else null
     * @param nanos how long the snippets' code ran, without their compilation
     */
    record Finished(Object value, long nanos) implements Evaluation {}

    /** A snippet does not compile; those before it have run. */
    record Rejected(CellSource cell, List<Problem> problems) implements Evaluation {}

    /**
     * A snippet threw; those before it have run.
     *
     * @param frames where, innermost first and without the frames below the cell; then the same for each cause
     */
    record Thrown(Throwable exception, List<List<Frame>> frames) implements Evaluation {}

    /**
     * A compiler's complaint.
     *
     * @param line from 1
     * @param startColumn from 0
     * @param endColumn exclusive
     */
    record Problem(String message, int line, int startColumn, int endColumn) {}

    /**
     * A line of a stack trace.
     *
     * @param cell the cell, or null if the frame is not one of a cell
     * @param line in the cell, from 1
     * @param method empty for the cell's own level
     */
    record Frame(CellSource cell, int line, String method, StackTraceElement element) {}
}
