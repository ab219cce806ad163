package org.imagine4j.magics.live;

import java.time.Duration;

/** Keeps previews a small part of a run's time. */
final class PreviewBudget {

    private static final double USUAL_SHARE = 0.25;

    private final double share;
    private Duration spent = Duration.ZERO;

    /** What the latest preview cost; a guess before the first, which keeps it from coming too early to show much. */
    private Duration last = Duration.ofMillis(40);

    /** @param share of a run's time that previews may take, below 1; 0 = no previews */
    PreviewBudget(double share) {
        this.share = share;
    }

    /** The usual budget, or none at all. */
    static PreviewBudget of(boolean preview) {
        return new PreviewBudget(preview ? USUAL_SHARE : 0);
    }

    /** Whether one more preview, as dear as the last one, fits in. */
    boolean affords(Duration elapsed) {
        return spent.plus(last).toNanos() < share * elapsed.toNanos();
    }

    /** Takes a preview off the budget. */
    void spend(Duration cost) {
        spent = spent.plus(cost);
        last = cost;
    }
}
