package org.imagine4j.kernel.magic.builtin;

/**
 * Takes values so that the JIT cannot leave out the work that makes them. The comparison with two volatile fields that
 * are never equal is the trick of JMH's black hole: cheap, and beyond what the JIT can foresee.
 */
public final class Blackhole {
    private volatile long one = 1;
    private volatile long two = 2;
    private volatile Object kept = this;

    Blackhole() {}

    public void consume(Object value) {
        if (value == kept) {
            kept = new Object();
        }
    }

    public void consume(long value) {
        if (value == one && value == two) {
            one = two;
            two = value + 1;
        }
    }

    public void consume(double value) {
        consume(Double.doubleToRawLongBits(value));
    }

    public void consume(boolean value) {
        consume(value ? 1L : 0L);
    }
}
