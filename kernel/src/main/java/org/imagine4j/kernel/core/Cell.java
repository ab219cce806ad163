package org.imagine4j.kernel.core;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;

/**
 * One cell while (and after) it runs: where its output goes. Whatever is sent through this object appears below the
 * cell that it stands for, whichever thread sends it and whenever. Safe for use by any thread, interrupted or not.
 */
public interface Cell {

    /** The number in the cell's prompt. */
    int executionCount();

    /** Appends text to a stream. Small pieces are gathered for a moment and sent together. */
    void print(StreamName stream, CharSequence text);

    /** Shows a bundle, after everything that was printed before. A bundle without data shows nothing. */
    void display(MimeBundle bundle);

    /** Replaces whatever was displayed with the same {@code display_id}, in this cell or another. */
    void updateDisplay(MimeBundle bundle);

    /**
     * Clears the cell's output.
     *
     * @param wait whether to wait until there is new output to show instead
     */
    void clearOutput(boolean wait);

    /** Publishes any other message, such as one of a comm. */
    void publish(String type, JsonObject content, JsonObject metadata, List<byte[]> buffers);

    /**
     * Asks the user for a line of text and waits for it.
     *
     * @return the line, without a line break
     * @throws IOException if the front end cannot ask; {@link java.io.InterruptedIOException} if the cell was
     *     interrupted
     */
    String input(String prompt, boolean password) throws IOException;
}
