package org.imagine4j.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.imagine4j.models.Progress.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of progress, with the clock in the test's hands. */
class ProgressMeterTest {

    private static final long TOTAL = 2_000_000_000;

    private long seconds;
    private final ProgressMeter meter = new ProgressMeter(() -> TimeUnit.SECONDS.toNanos(seconds));

    @Test
    void theRateIsThatOfTheLastSeconds() {
        assertThat(at(0, 0)).isEqualTo("0 bytes of 2.00 GB · downloading m");
        assertThat(at(2, 20_000_000)).isEqualTo("20.0 MB of 2.00 GB · 10.0 MB/s · 3 min 18 s left · downloading m");
        at(100, 40_000_000);
        at(104, 440_000_000);
        assertThat(at(107, 740_000_000)).isEqualTo("740 MB of 2.00 GB · 100 MB/s · 13 s left · downloading m");
    }

    @Test
    void anotherStageIsMeasuredAnew() {
        at(0, 0);
        at(5, 50_000_000);
        assertThat(meter.line(new Progress(Stage.IMPORTING, "m", 0, TOTAL)))
                .isEqualTo("0 bytes of 2.00 GB · importing m");
    }

    @Test
    void aDownloadThatBeginsAnewIsMeasuredAnew() {
        at(0, 0);
        at(5, 50_000_000);
        assertThat(at(6, 0)).isEqualTo("0 bytes of 2.00 GB · downloading m");
    }

    @Test
    void waitingSaysWhatFor() {
        assertThat(meter.line(new Progress(Stage.WAITING, "too many requests.", 0, TOTAL)))
                .isEqualTo("waiting: too many requests.");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "999, 999 bytes",
        "1000, 1.00 kB",
        "9994, 9.99 kB",
        "9995, 10.0 kB",
        "99949, 99.9 kB",
        "999499, 999 kB",
        "999500, 1.00 MB",
        "1750000000, 1.75 GB",
        "9223372036854775807, 9223372 TB"
    })
    void sizesHaveThreeDigits(long bytes, String text) {
        assertThat(ByteSize.text(bytes)).isEqualTo(text);
    }

    private String at(long time, long done) {
        seconds = time;
        return meter.line(new Progress(Stage.DOWNLOADING, "m", done, TOTAL));
    }
}
