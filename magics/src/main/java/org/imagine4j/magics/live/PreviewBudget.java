package org.imagine4j.magics.live;

import java.time.Duration;

/** Keeps previews a small part of a run's time. */
final class PreviewBudget {

    private final double share;
    private Duration spent = Duration.ZERO;
    private Duration last = Duration.ZERO;

    /** @param share of a run's time that previews may take, below 1; 0 = no previews */
    PreviewBudget(double share) {
        this.share = share;
    }

    /** Whether one more preview, as dear as the last one, fits in; nothing is known of the first, so it does. */
    boolean affords(Duration elapsed) {
        return spent.plus(last).toNanos() < share * elapsed.toNanos();
    }

    /** Takes a preview off the budget. */
    void spend(Duration cost) {
        spent = spent.plus(cost);
        last = cost;
    }
}
