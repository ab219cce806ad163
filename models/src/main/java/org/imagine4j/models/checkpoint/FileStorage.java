package org.imagine4j.models.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.List;

/**
 * Numbers of one type in a file, which one or several tensors look at. They may lie in several stretches of the file,
 * which follow each other logically.
 */
final class FileStorage implements Storage {

    private static final int BLOCK_BYTES = 1 << 18;

    private final FileChannel channel;
    private final DType type;
    private final List<Stretch> stretches;
    private ByteBuffer mapped;

    FileStorage(FileChannel channel, DType type, List<Stretch> stretches) {
        this.channel = channel;
        this.type = type;
        this.stretches = List.copyOf(stretches);
    }

    @Override
    public DType type() {
        return type;
    }

    @Override
    public List<Stretch> stretches() {
        return stretches;
    }

    @Override
    public long size() {
        return stretches.stream().mapToLong(Stretch::length).sum() / type.bytes();
    }

    @Override
    public void read(long first, FloatBuffer to) throws IOException {
        long from = first * type.bytes();
        long until = from + (long) to.remaining() * type.bytes();
        ByteBuffer block =
                littleEndian(ByteBuffer.allocateDirect((int) Math.min(BLOCK_BYTES, Math.max(until - from, 1))));
        long start = 0;
        for (Stretch stretch : stretches) {
            long begin = Math.max(from, start);
            long end = Math.min(until, start + stretch.length());
            while (begin < end) {
                block.clear().limit((int) Math.min(block.capacity(), end - begin));
                FileBytes.fill(block, channel, stretch.offset() + begin - start);
                begin += block.limit();
                type.widen(block.flip(), to);
            }
            start += stretch.length();
        }
    }

    /** From memory the operating system maps, which must be one stretch of at most 2 GB. */
    @Override
    public void readStrided(long first, long stride, FloatBuffer to) throws IOException {
        ByteBuffer bytes = map();
        for (long index = first; to.hasRemaining(); index += stride) {
            to.put(type.get(bytes, Math.toIntExact(index * type.bytes())));
        }
    }

    private ByteBuffer map() throws IOException {
        if (mapped == null) {
            Stretch only = stretches.get(0);
            if (stretches.size() > 1 || only.length() > Integer.MAX_VALUE) {
                throw new IOException("Transposed arrays above 2 GB are not supported.");
            }
            mapped = littleEndian(channel.map(MapMode.READ_ONLY, only.offset(), only.length()));
        }
        return mapped;
    }

    private static ByteBuffer littleEndian(ByteBuffer buffer) {
        return buffer.order(ByteOrder.LITTLE_ENDIAN);
    }
}
