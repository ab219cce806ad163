package org.imagine4j.models.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedSet;

/** An open checkpoint file: an index of named tensors. Tensors can be read until it is closed. */
public interface Checkpoint extends AutoCloseable {

    /** The file it was opened from. */
    Path file();

    /** The names of all parameters, path parts joined by {@code /}. */
    SortedSet<String> names();

    /**
     * The tensor of that name.
     *
     * @throws CheckpointException if there is none
     */
    Tensor tensor(String name);

    @Override
    void close() throws IOException;
}
