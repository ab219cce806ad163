package org.imagine4j.models;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/**
 * What tells whether a file is still the one it was.
 *
 * @param bytes its size
 * @param sha256 the SHA-256 of its content, in hexadecimal
 */
public record FileHash(long bytes, String sha256) {

    private static final int BLOCK = 1 << 20;

    /**
     * Reads a whole file.
     *
     * @param onBytes told after each block how many bytes it had
     * @throws java.nio.channels.ClosedByInterruptException if the thread is interrupted
     */
    public static FileHash of(Path file, LongConsumer onBytes) throws IOException {
        MessageDigest digest = newDigest();
        long size = 0;
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer block = ByteBuffer.allocate(BLOCK);
            for (int count = channel.read(block); count >= 0; count = channel.read(block.clear())) {
                digest.update(block.flip());
                size += count;
                onBytes.accept(count);
            }
        }
        return new FileHash(size, HexFormat.of().formatHex(digest.digest()));
    }

    /** The SHA-256 of some bytes, in hexadecimal. */
    public static String sha256Of(byte[] bytes) {
        return HexFormat.of().formatHex(newDigest().digest(bytes));
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
