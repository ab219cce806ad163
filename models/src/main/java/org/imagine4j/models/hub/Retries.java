package org.imagine4j.models.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * How patiently to try again after a failure that may pass. Attempts are counted anew whenever there was progress.
 *
 * @param attempts without progress, before giving up
 * @param first pause before the second attempt; each further one is twice as long
 * @param longest pause that is waited for
 */
public record Retries(int attempts, Duration first, Duration longest) {

    /** For people with ordinary networks. */
    public static final Retries PATIENT = new Retries(6, Duration.ofSeconds(1), Duration.ofMinutes(2));

    /** A failure that may pass. Everything else that an attempt throws ends the attempts. */
    static final class Passing extends Exception {

        private static final long serialVersionUID = 1;

        private final transient Optional<Duration> pause;
        private final transient HubException whenItLasts;

        /**
         * @param pause how long the hub wants to be left alone
         * @param whenItLasts what to tell the user if it does not pass
         */
        Passing(Optional<Duration> pause, HubException whenItLasts) {
            super(whenItLasts);
            this.pause = pause;
            this.whenItLasts = whenItLasts;
        }
    }

    /** One attempt. */
    @FunctionalInterface
    interface Attempt<T> {
        T make() throws Passing, IOException, InterruptedException;
    }

    /**
     * Makes attempts until one succeeds.
     *
     * @param progress grows when an attempt got further than all before
     * @param onPause told before each pause: why, and how long
     * @throws HubException if the failure lasts
     */
    <T> T run(Attempt<T> attempt, LongSupplier progress, BiConsumer<String, Duration> onPause)
            throws IOException, InterruptedException {
        int failures = 0;
        long best = progress.getAsLong();
        while (true) {
            try {
                return attempt.make();
            } catch (Passing failure) {
                failures = progress.getAsLong() > best ? 1 : failures + 1;
                best = Math.max(best, progress.getAsLong());
                Duration pause = failure.pause.orElse(backoff(failures));
                if (failures >= attempts || pause.compareTo(longest) > 0) {
                    throw failure.whenItLasts;
                }
                onPause.accept(failure.whenItLasts.problem(), pause);
                Thread.sleep(pause.toMillis());
            }
        }
    }

    private Duration backoff(int failures) {
        Duration pause = first.multipliedBy(1L << Math.min(failures - 1, 20));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
