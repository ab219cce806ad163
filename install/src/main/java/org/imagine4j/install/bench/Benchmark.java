package org.imagine4j.install.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.imagine4j.inference.Cancellation;
import org.imagine4j.inference.Generation;
import org.imagine4j.inference.Generation.Timings;
import org.imagine4j.inference.GenerationListener;
import org.imagine4j.inference.Pipeline;
import org.imagine4j.inference.Recipe;
import org.imagine4j.inference.Sampling;
import org.imagine4j.inference.runtime.Placement;
import org.imagine4j.models.store.ImportedModel;

/** Draws the same pictures again and again and notes where the time goes. */
final class Benchmark {

    private final ImportedModel model;
    private final Placement placement;
    private final String prompt;
    private final int warmup;
    private final int runs;

    /**
     * @param model what draws
     * @param placement where
     * @param prompt what to draw
     * @param warmup runs that do not count
     * @param runs runs that count
     */
    Benchmark(ImportedModel model, Placement placement, String prompt, int warmup, int runs) {
        this.model = model;
        this.placement = placement;
        this.prompt = prompt;
        this.warmup = warmup;
        this.runs = runs;
    }

    /**
     * Measures.
     *
     * @param pictures numbers of pictures to draw at once
     * @param begins hears what is being done
     */
    Report measure(List<Integer> pictures, Consumer<String> begins) {
        long start = System.nanoTime();
        try (Pipeline pipeline = Pipeline.open(model, placement)) {
            double openSeconds = (System.nanoTime() - start) / 1e9;
            Map<Integer, List<Timings>> timings = new LinkedHashMap<>();
            for (int count : pictures) {
                begins.accept("Drawing " + count + " ...");
                timings.put(count, draw(pipeline, count));
            }
            long peakMemory = PeakMemory.bytes().orElse(0);
            begins.accept("Measuring the memory's speed ...");
            Machine machine = Machine.measured();
            List<Report.Row> rows = timings.entrySet().stream()
                    .map(each -> row(pipeline, machine, each.getKey(), each.getValue()))
                    .toList();
            Report.Drawer drawer = new Report.Drawer(
                    model.id().name(),
                    model.id().revision(),
                    model.precision().word(),
                    placement.device().toString(),
                    pipeline.threads(),
                    model.card().parameters(),
                    model.weightBytesPerStep());
            return new Report(machine, drawer, openSeconds, peakMemory, rows);
        }
    }

    private List<Recipe> recipes(int pictures) {
        Sampling sampling = Sampling.of(model.sampling());
        return new Recipe(prompt, "", model.id(), model.precision(), 1, 0, sampling).grid(pictures);
    }

    private List<Timings> draw(Pipeline pipeline, int pictures) {
        List<Timings> timings = new ArrayList<>();
        for (int run = -warmup; run < runs; run++) {
            Generation generation = pipeline.generate(recipes(pictures), GenerationListener.SILENT, Cancellation.NEVER);
            if (run >= 0) {
                timings.add(generation.timings());
            }
        }
        return timings;
    }

    private Report.Row row(Pipeline pipeline, Machine machine, int pictures, List<Timings> timings) {
        double decode = median(timings, Timings::decode);
        double total = median(timings, Timings::total);
        int steps = model.transformer().imageLength() * pipeline.batches(recipes(pictures));
        double read = (double) model.weightBytesPerStep() * steps / decode;
        return new Report.Row(
                pictures,
                median(timings, Timings::encode),
                decode,
                median(timings, Timings::paint),
                total,
                total / pictures,
                decode / steps,
                read,
                read / machine.memoryBytesPerSecond(),
                timings.stream().map(Timings::total).map(Benchmark::seconds).toList());
    }

    private static double median(List<Timings> timings, Function<Timings, Duration> stage) {
        List<Double> sorted =
                timings.stream().map(stage).map(Benchmark::seconds).sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
