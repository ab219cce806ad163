package org.imagine4j.inference.decoding;

/**
 * One picture's random numbers: a number for every position, computed from seed, picture index and position alone, so
 * that a picture can be remade by itself and continued from any position.
 *
 * <p>The mixing function is SplitMix64's (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
 *
 * @param seed of the grid
 * @param index of the picture in the grid
 */
public record RandomStream(long seed, int index) {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    /** The number for a position, uniform in {@code [0, 1)}. */
    public double uniform(int position) {
        long picture = mix(mix(seed + GOLDEN_GAMMA) + GOLDEN_GAMMA * (index + 1L));
        return (mix(picture + GOLDEN_GAMMA * (position + 1L)) >>> 11) * 0x1p-53;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
