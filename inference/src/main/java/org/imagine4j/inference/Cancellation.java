package org.imagine4j.inference;

/** Asked before every token whether to stop. */
@FunctionalInterface
public interface Cancellation {

    /** Never stops. */
    Cancellation NEVER = () -> false;

    /** Stops when the generating thread is interrupted, which is what a notebook's stop button does. */
    Cancellation ON_INTERRUPT = () -> Thread.currentThread().isInterrupted();

    boolean requested();
}
