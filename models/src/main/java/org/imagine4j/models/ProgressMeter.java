package org.imagine4j.models;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.imagine4j.models.Progress.Stage;

/**
 * Says progress in a line: how much is done, how fast it goes, how long it will take. The rate is that of the last few
 * seconds of the same stage.
 */
public final class ProgressMeter {

    private static final Duration WINDOW = Duration.ofSeconds(8);
    private static final Duration BETWEEN_SAMPLES = Duration.ofMillis(200);
    private static final Duration ENOUGH = Duration.ofSeconds(1);

    private record Sample(long nanos, long done) {}

    private final LongSupplier nanoTime;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private Stage stage;

    public ProgressMeter() {
        this(System::nanoTime);
    }

    ProgressMeter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The line for {@code progress}; call it with every progress, for it measures as well. */
    public String line(Progress progress) {
        if (progress.stage() == Stage.WAITING) {
            samples.clear();
            return "waiting: " + progress.subject();
        }
        measure(progress);
        String amount = ByteSize.text(progress.done()) + " of " + ByteSize.text(progress.total());
        double rate = bytesPerSecond();
        if (rate > 0) {
            long seconds = Math.round(Math.max(0, progress.total() - progress.done()) / rate);
            amount += " · " + ByteSize.text(Math.round(rate)) + "/s · " + time(seconds) + " left";
        }
        return amount + " · " + progress.stage().word() + " " + progress.subject();
    }

    private void measure(Progress progress) {
        long now = nanoTime.getAsLong();
        if (progress.stage() != stage || (!samples.isEmpty() && progress.done() < samples.getLast().done)) {
            stage = progress.stage();
            samples.clear();
        }
        if (samples.isEmpty() || now - samples.getLast().nanos >= BETWEEN_SAMPLES.toNanos()) {
            samples.addLast(new Sample(now, progress.done()));
        }
        while (now - samples.getFirst().nanos > WINDOW.toNanos() && samples.size() > 2) {
            samples.removeFirst();
        }
    }

    /** 0 while too little is known. */
    private double bytesPerSecond() {
        long nanos = samples.getLast().nanos - samples.getFirst().nanos;
        return nanos < ENOUGH.toNanos() ? 0 : (samples.getLast().done - samples.getFirst().done) / (nanos / 1e9);
    }

    private static String time(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
    }
}
