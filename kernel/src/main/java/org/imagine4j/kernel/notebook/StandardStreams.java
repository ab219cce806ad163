package org.imagine4j.kernel.notebook;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.imagine4j.kernel.core.StreamName;

/** Makes the standard streams of this JVM those of the cells, until closed. */
final class StandardStreams implements AutoCloseable {
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final InputStream in = System.in;

    StandardStreams(CurrentCell currentCell) {
        System.setOut(print(new CellOutputStream(currentCell, StreamName.STDOUT, out)));
        System.setErr(print(new CellOutputStream(currentCell, StreamName.STDERR, err)));
        System.setIn(new CellInputStream(currentCell));
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        System.setIn(in);
    }

    private static PrintStream print(OutputStream target) {
        return new PrintStream(target, false, StandardCharsets.UTF_8);
    }
}
