package org.imagine4j.kernel.core;

import java.util.List;

/** How the evaluation of a cell ended. */
public sealed interface Outcome {

    /** The cell ran and its last expression has a value worth showing. */
    record Value(MimeBundle bundle) implements Outcome {}

    /** The cell ran and there is nothing to show. */
    record Nothing() implements Outcome {}

    /**
     * The cell failed.
     *
     * @param name short name of the error, such as the exception's class
     * @param message one or more lines for the user
     * @param traceback the whole report, a line an entry, with ANSI colours
     */
    record Failure(String name, String message, List<String> traceback) implements Outcome {}

    Outcome NOTHING = new Nothing();
}
