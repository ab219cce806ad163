package org.imagine4j.magics.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PreviewBudgetTest {

    /** Rows and previews of any cost: but for the first one, previews never take more than their share. */
    @Property
    void previewsStayASmallPart(
            @ForAll @IntRange(min = 5, max = 5000) int row, @ForAll @IntRange(min = 1, max = 5000) int preview) {
        PreviewBudget budget = new PreviewBudget(0.25);
        long elapsed = 0;
        long spent = 0;
        int previews = 0;
        for (int i = 0; i < 64; i++) {
            elapsed += row;
            if (budget.affords(Duration.ofMillis(elapsed))) {
                budget.spend(Duration.ofMillis(preview));
                elapsed += preview;
                spent += preview;
                previews++;
            }
        }
        assertThat(previews).isPositive();
        assertThat(spent - preview).isLessThanOrEqualTo((long) (0.25 * elapsed));
    }

    @Test
    void noShareMeansNoPreview() {
        assertThat(new PreviewBudget(0).affords(Duration.ofHours(1))).isFalse();
    }
}
