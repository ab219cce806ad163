package org.imagine4j.install.bench;

import com.google.gson.GsonBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.imagine4j.inference.runtime.Device;
import org.imagine4j.inference.runtime.Devices;
import org.imagine4j.inference.runtime.Placement;
import org.imagine4j.install.Version;
import org.imagine4j.install.models.PrecisionOption;
import org.imagine4j.install.models.ProgressBar;
import org.imagine4j.install.terminal.Mark;
import org.imagine4j.install.terminal.Terminal;
import org.imagine4j.install.terminal.UserError;
import org.imagine4j.magics.Imagine;
import org.imagine4j.models.Precision;
import org.imagine4j.models.ProgressListener;
import org.imagine4j.models.store.ImportedModel;
import org.imagine4j.models.store.ModelException;
import org.imagine4j.models.store.ModelStore;
import org.imagine4j.models.store.SyntheticModels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code imagine bench}. */
@Command(
        name = "bench",
        description = {
            "Measure how fast a model draws on this machine: every stage, for several numbers of pictures.",
            "With --synthetic it measures a published model's size with random weights, made here, before anything is"
                    + " downloaded."
        },
        footer = {
            "",
            "imagine bench",
            "imagine bench dalle-mini --images 1,9",
            "imagine bench --synthetic dalle-mini --precision int8"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class BenchCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "MODEL",
            description = "The model's name, as imagine models list shows it (default " + Imagine.DEFAULT_MODEL + ").")
    private String name;

    @Option(
            names = "--synthetic",
            paramLabel = "SIZE",
            description = "Instead of a model, random weights of the size of dalle-mini or dalle-mega.")
    private String size;

    @Mixin
    private PrecisionOption precision;

    @Option(
            names = "--device",
            paramLabel = "D",
            description = "Where to run: cpu, cuda, cuda:1, rocm, directml or coreml; otherwise the fastest there is.")
    private String device;

    @Option(
            names = "--images",
            paramLabel = "N,N,...",
            split = ",",
            description = "Numbers of pictures to draw at once (default 1,4,9,16).")
    private List<Integer> images = List.of(1, 4, 9, 16);

    @Option(names = "--runs", paramLabel = "N", description = "Runs of each, of which the median counts (default 3).")
    private int runs = 3;

    @Option(names = "--warmup", paramLabel = "N", description = "Runs of each that do not count, first (default 1).")
    private int warmup = 1;

    @Option(names = "--prompt", paramLabel = "TEXT", description = "What to draw.")
    private String prompt = "an armchair in the shape of an avocado";

    @Option(names = "--json", description = "Write JSON with all figures instead of a table.")
    private boolean json;

    private final Terminal terminal;
    private final Supplier<ModelStore> store;
    private final Path home;

    /**
     * @param terminal where the result goes
     * @param store the models on this machine
     * @param home see {@link org.imagine4j.models.store.ImagineHome}; random weights are kept there
     */
    public BenchCommand(Terminal terminal, Supplier<ModelStore> store, Path home) {
        this.terminal = terminal;
        this.store = store;
        this.home = home;
    }

    @Override
    public Integer call() {
        checkNumbers();
        Devices devices = new Devices();
        Placement placement = devices.place(asked());
        placement.note().ifPresent(note -> terminal.note(note));
        try {
            ImportedModel model = model(placement.device());
            PeakMemory.reset();
            show(new Benchmark(model, placement, prompt, warmup, runs).measure(images, terminal::progress));
            return 0;
        } catch (ModelException e) {
            throw UserError.ofLines(e.getMessage(), "imagine models list shows what there is.");
        }
    }

    private void checkNumbers() {
        if (name != null && size != null) {
            throw new UserError(
                    "bench measures " + name + " or --synthetic " + size + ", not both.", "Leave one of them out.");
        }
        for (int pictures : images) {
            if (pictures < 1 || pictures > 100) {
                throw new UserError(
                        "--images has " + pictures + "; numbers of pictures are from 1 to 100.",
                        "For example: --images 1,9");
            }
        }
        if (runs < 1 || warmup < 0) {
            throw new UserError(
                    "--runs is " + runs + " and --warmup is " + warmup + "; at least one run must count.",
                    "Leave them out for 3 runs after 1 warm-up.");
        }
    }

    private Optional<Device> asked() {
        return device == null || device.equals("auto")
                ? Optional.empty()
                : Optional.of(Device.of(device)
                        .orElseThrow(() -> new UserError(
                                "--device is " + device + "; it must be one of auto, "
                                        + String.join(", ", Device.words()) + ".",
                                "Leave it out for the fastest there is.")));
    }

    private ImportedModel model(Device where) {
        Optional<Precision> chosen =
                precision.chosen().or(() -> where.prefersHalfFloats() ? Optional.of(Precision.FP16) : Optional.empty());
        if (size != null) {
            ProgressListener progress = new ProgressBar(terminal);
            return new SyntheticModels(home).open(size, chosen.orElse(Precision.INT8), progress);
        }
        String asked = name == null ? Imagine.DEFAULT_MODEL : name;
        return chosen.isPresent()
                ? store.get().open(asked, chosen.get())
                : store.get().open(asked);
    }

    private void show(Report report) {
        if (json) {
            terminal.line(new GsonBuilder()
                    .setPrettyPrinting()
                    .disableHtmlEscaping()
                    .create()
                    .toJson(report));
            return;
        }
        new ReportView(report).showOn(terminal);
        if (size != null) {
            terminal.line(
                    Mark.NOTE,
                    "The weights are random and lie in " + home.resolve("bench") + "; delete the"
                            + " folder when you are done.");
        }
    }
}
