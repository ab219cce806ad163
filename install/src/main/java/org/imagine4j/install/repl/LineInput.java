package org.imagine4j.install.repl;

import java.io.IOException;
import java.util.Optional;

/** Where cells come from. */
interface LineInput {

    /**
     * The next cell.
     *
     * @param number the number in its prompt
     * @return empty when there is none any more
     * @throws IOException if it cannot be read
     */
    Optional<String> cell(int number) throws IOException;

    /**
     * A line that a cell asks for.
     *
     * @param password whether it must not be seen
     * @throws IOException if there is none
     */
    String ask(String prompt, boolean password) throws IOException;
}
