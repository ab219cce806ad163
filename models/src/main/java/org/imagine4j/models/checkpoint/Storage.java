package org.imagine4j.models.checkpoint;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;

/** Numbers of one type in a row, which one or several tensors look at. */
interface Storage {

    /** A stretch of a file: offset and length in bytes. */
    record Stretch(long offset, long length) {}

    DType type();

    /** The stretches of the file in which they lie, in order; none if they lie in no file. */
    List<Stretch> stretches();

    /** How many numbers there are. */
    long size();

    /** Reads numbers that follow each other, as many as {@code to} has room for. */
    void read(long first, FloatBuffer to) throws IOException;

    /**
     * Reads numbers at equal distances, as many as {@code to} has room for.
     *
     * @throws IOException if this storage cannot be read so
     */
    void readStrided(long first, long stride, FloatBuffer to) throws IOException;
}
