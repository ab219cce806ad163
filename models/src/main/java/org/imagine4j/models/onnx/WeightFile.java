package org.imagine4j.models.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * The file that holds the weights of several graphs, little endian, each aligned for memory mapping.
 *
 * <p>A weight that is added again under the same name is not written again.
 */
public final class WeightFile implements AutoCloseable {

    private static final int ALIGNMENT = 64;

    /** Where a weight lies: offset and length in bytes. */
    record Location(String file, long offset, long length) {}

    private final Path file;
    private final FileChannel channel;
    private final LongConsumer onBytes;
    private final Map<String, Location> locations = new HashMap<>();
    private long end;

    private WeightFile(Path file, FileChannel channel, LongConsumer onBytes) {
        this.file = file;
        this.channel = channel;
        this.onBytes = onBytes;
    }

    /**
     * Creates the file; its folder must exist, and graphs that use it must be written into the same folder.
     *
     * @param onBytes told how many bytes each block had that was written
     */
    public static WeightFile create(Path file, LongConsumer onBytes) throws IOException {
        return new WeightFile(
                file, FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), onBytes);
    }

    /** Writes a weight unless it is there already, and tells where it lies. */
    Location add(StoredWeight weight) throws IOException {
        Location known = locations.get(weight.name());
        if (known != null) {
            return known;
        }
        long offset = (end + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        channel.position(offset);
        weight.content().writeTo(this::write);
        end = channel.position();
        Location location = new Location(file.getFileName().toString(), offset, end - offset);
        if (location.length != weight.bytes()) {
            throw new IllegalStateException(weight.name() + " " + weight.shape() + " wrote " + location.length
                    + " bytes, not " + weight.bytes());
        }
        locations.put(weight.name(), location);
        return location;
    }

    private void write(ByteBuffer block) throws IOException {
        int size = block.remaining();
        while (block.hasRemaining()) {
            channel.write(block);
        }
        onBytes.accept(size);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
