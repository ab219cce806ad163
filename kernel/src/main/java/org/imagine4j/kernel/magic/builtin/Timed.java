package org.imagine4j.kernel.magic.builtin;

/** Code under measurement, in a loop; {@code %timeit} has it compiled from what the user typed. */
@FunctionalInterface
public interface Timed {
    void run(long loops, Blackhole blackhole) throws Throwable;
}
