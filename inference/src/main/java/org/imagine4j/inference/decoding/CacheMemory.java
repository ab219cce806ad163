package org.imagine4j.inference.decoding;

import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.imagine4j.inference.runtime.OnnxRuntime;
import org.imagine4j.models.dallebart.DalleBartConfig;

/**
 * The memory of a decoder's key/value cache. It lies outside the Java heap, where it would wait for the garbage collector
 * after every run; so what one run gives back the next one takes. Safe for several threads: runs at the same time have
 * memory of their own.
 */
final class CacheMemory {

    /** What a cache should not exceed; five pictures of DALL·E Mini's size. */
    private static final long BYTES = 256L << 20;

    private static final int MOST_PICTURES = 16;

    /** One at a time would read all weights for every picture anew. */
    private static final int FEWEST_PICTURES = 2;

    private static final int LANES_PER_PICTURE = 2;

    private final DalleBartConfig config;
    private final AtomicReference<FloatBuffer> spare = new AtomicReference<>();

    CacheMemory(DalleBartConfig config) {
        this.config = config;
    }

    /** How many pictures should share a cache at most. */
    int maxPictures() {
        long bytes = floats(LANES_PER_PICTURE) * parts() * Float.BYTES;
        return (int) Math.max(FEWEST_PICTURES, Math.min(MOST_PICTURES, BYTES / bytes));
    }

    /** The shape of one layer's keys, and of its values: {@code [lanes, heads, imageLength, cacheDim]}. */
    long[] shape(int lanes) {
        return new long[] {lanes, config.decoder().heads(), config.imageLength(), config.cacheHeadDim()};
    }

    /** Memory for the keys and values of all layers. */
    FloatBuffer take(int lanes) {
        int size = Math.toIntExact(floats(lanes) * parts());
        return Optional.ofNullable(spare.getAndSet(null))
                .filter(buffer -> buffer.capacity() >= size)
                .orElseGet(() -> OnnxRuntime.floats(size));
    }

    /** The part of some memory that belongs to one layer's keys (even) or values (odd). */
    FloatBuffer part(FloatBuffer memory, int lanes, int part) {
        int size = Math.toIntExact(floats(lanes));
        return memory.slice(part * size, size);
    }

    /** Takes memory back when nothing uses it any more. */
    void giveBack(FloatBuffer memory) {
        spare.set(memory);
    }

    private int parts() {
        return 2 * config.decoder().layers();
    }

    private long floats(int lanes) {
        long size = 1;
        for (long dimension : shape(lanes)) {
            size *= dimension;
        }
        return size;
    }
}
