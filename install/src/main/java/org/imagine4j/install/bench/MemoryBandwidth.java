package org.imagine4j.install.bench;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** How fast memory can be read: every thread adds up an array that fits into no cache. The best of several rounds. */
final class MemoryBandwidth {

    private static final int LONGS_PER_THREAD = 1 << 24;
    private static final int ROUNDS = 12;

    private final long[][] arrays;
    private final AtomicLong sink = new AtomicLong();

    /** @param threads how many read at the same time */
    MemoryBandwidth(int threads) {
        this.arrays = new long[Math.min(threads, 8)][LONGS_PER_THREAD];
        Arrays.stream(arrays).forEach(array -> Arrays.setAll(array, i -> i));
    }

    double bytesPerSecond() {
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            sink.addAndGet(IntStream.range(0, arrays.length)
                    .parallel()
                    .mapToLong(i -> sum(arrays[i]))
                    .sum());
            double seconds = (System.nanoTime() - start) / 1e9;
            best = Math.max(best, (double) arrays.length * LONGS_PER_THREAD * Long.BYTES / seconds);
        }
        return best;
    }

    /** Four sums at once keep the additions from waiting for each other. */
    private static long sum(long[] array) {
        long a = 0;
        long b = 0;
        long c = 0;
        long d = 0;
        for (int i = 0; i < array.length; i += 4) {
            a += array[i];
            b += array[i + 1];
            c += array[i + 2];
            d += array[i + 3];
        }
        return a + b + c + d;
    }
}
