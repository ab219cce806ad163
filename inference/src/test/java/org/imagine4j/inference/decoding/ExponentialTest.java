package org.imagine4j.inference.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class ExponentialTest {

    @Property
    void agreesWithJavasOwn(@ForAll @DoubleRange(min = 0, max = Exponential.RANGE) double x) {
        assertThat(Exponential.ofNegative(x) / StrictMath.exp(-x)).isCloseTo(1, within(1e-14));
    }
}
