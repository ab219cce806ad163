package org.imagine4j.models.checkpoint;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Parameters that nobody trained: whatever a network asks for is there, filled with random numbers of a size that keeps
 * its values in bounds. For measuring how fast a network of some shape runs.
 */
public final class RandomParameters implements Parameters {

    /** Normally distributed numbers, read round and round; a prime number of them, so that no two rows are alike. */
    private static final int NUMBERS = 1_000_003;

    private final long count;
    private final float[] numbers = new float[NUMBERS];

    /** @param count how many numbers the network has, about */
    public RandomParameters(long count) {
        this.count = count;
        Random random = new Random(1);
        for (int i = 0; i < NUMBERS; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
    }

    /** Not known before they have been asked for, so all count as such. */
    @Override
    public long count(Predicate<String> names) {
        return count;
    }

    /** Nothing is there that a network could do without, such as the scales of some norms. */
    @Override
    public boolean has(String name) {
        return false;
    }

    @Override
    public Optional<List<Integer>> shape(String name) {
        return Optional.empty();
    }

    @Override
    public boolean hasAny(String prefix) {
        return false;
    }

    /** Values of mean 0; those of a matrix or convolution as large as keeps the size of what flows through. */
    @Override
    public Tensor tensor(String name, Integer... shape) {
        long inputs = 1;
        for (int axis = 0; axis < shape.length - 1; axis++) {
            inputs *= shape[axis];
        }
        float size = name.endsWith("kernel") ? (float) (1 / Math.sqrt((double) inputs)) : 1;
        return new Tensor(name, List.of(shape), new Numbers(Math.floorMod(name.hashCode(), NUMBERS), size));
    }

    @Override
    public void requireAllUsed() {
        // There are only those that were used.
    }

    /** The numbers from some place on, all multiplied by one factor. */
    private final class Numbers implements Storage {

        private final int start;
        private final float factor;

        Numbers(int start, float factor) {
            this.start = start;
            this.factor = factor;
        }

        @Override
        public DType type() {
            return DType.FLOAT32;
        }

        @Override
        public List<Stretch> stretches() {
            return List.of();
        }

        @Override
        public long size() {
            return Long.MAX_VALUE;
        }

        @Override
        public void read(long first, FloatBuffer to) {
            readStrided(first, 1, to);
        }

        @Override
        public void readStrided(long first, long stride, FloatBuffer to) {
            int place = (int) ((start + first) % NUMBERS);
            int step = (int) (stride % NUMBERS);
            while (to.hasRemaining()) {
                to.put(numbers[place] * factor);
                place += step;
                if (place >= NUMBERS) {
                    place -= NUMBERS;
                }
            }
        }
    }
}
