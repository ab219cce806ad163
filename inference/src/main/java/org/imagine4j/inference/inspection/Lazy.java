package org.imagine4j.inference.inspection;

import java.util.function.Supplier;

/** A value that is computed when it is first asked for. Safe for several threads. */
final class Lazy<T> {

    private final Supplier<T> compute;
    private T value;

    Lazy(Supplier<T> compute) {
        this.compute = compute;
    }

    synchronized T get() {
        if (value == null) {
            value = compute.get();
        }
        return value;
    }
}
