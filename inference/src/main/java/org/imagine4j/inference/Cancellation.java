package org.imagine4j.inference;

/** Asked whether to stop: before every token, or where a run makes a whole row of tokens, before every row. */
@FunctionalInterface
public interface Cancellation {

    /** Never stops. */
    Cancellation NEVER = () -> false;

    /** Stops when the generating thread is interrupted, which is what a notebook's stop button does. */
    Cancellation ON_INTERRUPT = () -> Thread.currentThread().isInterrupted();

    boolean requested();
}
