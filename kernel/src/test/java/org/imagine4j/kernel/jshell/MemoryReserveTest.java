package org.imagine4j.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.Test;

class MemoryReserveTest {
    @Test
    void isThereUntilItIsReleasedAndAgainWhenThereIsRoom() {
        MemoryReserve reserve = new MemoryReserve();
        assertThat(reserve.isThere()).isTrue();

        reserve.release();
        assertThat(reserve.isThere()).isFalse();

        reserve.refill();
        assertThat(reserve.isThere()).isTrue();
    }

    @Test
    void knowsAFullHeapBehindOtherFailures() {
        OutOfMemoryError full = new OutOfMemoryError("Java heap space");

        assertThat(MemoryReserve.isFull(full)).isTrue();
        assertThat(MemoryReserve.isFull(new InvocationTargetException(full))).isTrue();
        assertThat(MemoryReserve.isFull(new IOException("disk"))).isFalse();
    }
}
