package org.imagine4j.models.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.SortedMap;

/** A file format for checkpoints. */
interface CheckpointFormat {

    /**
     * Reads the index of a file: its tensors by name. Their values stay in the file.
     *
     * @throws CheckpointException if the file is not of this format, damaged, or holds anything but tensors
     */
    SortedMap<String, Tensor> readIndex(Path file, FileChannel channel) throws IOException;
}
