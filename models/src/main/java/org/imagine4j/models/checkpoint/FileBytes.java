package org.imagine4j.models.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Reads exactly as many bytes of a file as are asked for, little endian. */
final class FileBytes {

    private FileBytes() {}

    /**
     * The bytes at a position.
     *
     * @throws EOFException if the file ends before
     */
    static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        fill(bytes, channel, position);
        return bytes.flip();
    }

    /**
     * Fills what is left of a buffer with the bytes from a position on.
     *
     * @throws EOFException if the file ends before
     */
    static void fill(ByteBuffer bytes, FileChannel channel, long position) throws IOException {
        long start = position - bytes.position();
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, start + bytes.position()) < 0) {
                throw new EOFException("it is cut off");
            }
        }
    }
}
