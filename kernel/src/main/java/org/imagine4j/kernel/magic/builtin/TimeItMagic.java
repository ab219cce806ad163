package org.imagine4j.kernel.magic.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.imagine4j.kernel.magic.MagicCommand;
import org.imagine4j.kernel.magic.Verbatim;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code %timeit} and {@code %%timeit}. */
@Verbatim
@Command(
        name = "%timeit",
        aliases = "%%timeit",
        header = "Measures code that is over in a moment: warmed up, in loops, in several runs.",
        description = {
            "The code is compiled into a loop of a class of its own, runs until the JIT has had its time, and then in runs"
                    + " whose loops last long enough for the clock. The value of an expression goes to a black hole, so"
                    + " that the JIT cannot leave the work out. What the code declares does not stay.",
            "The value is a Timing: mean(), median(), best() and deviation() in nanoseconds."
        },
        footer = {
            "%timeit Math.log(x)",
            "%timeit -r 3 -n 1000 list.contains(42)",
            "var t = %timeit \"a-b\".split(\"-\")",
            "%%timeit",
            "…"
        })
final class TimeItMagic extends MagicCommand<Timing> {
    private static final String LOOP = "new org.imagine4j.kernel.magic.builtin.Timed() { public void run(long loops_,"
            + " org.imagine4j.kernel.magic.builtin.Blackhole hole_) throws Throwable {"
            + " for (long loop_ = 0; loop_ < loops_; loop_++) { %s\n} } }";

    private final Session session;

    @Option(
            names = {"-n", "--loops"},
            paramLabel = "N",
            order = 10,
            description = "Loops in a run (default: as many as fill a run).")
    private Long loops;

    @Option(
            names = {"-r", "--runs"},
            paramLabel = "N",
            order = 20,
            defaultValue = "7",
            description = "Runs (default 7).")
    private int runs;

    @Option(
            names = {"-w", "--warmup"},
            paramLabel = "MS",
            order = 30,
            defaultValue = "500",
            description = "Warm up for so many milliseconds (default 500).")
    private long warmUpMillis;

    @Option(
            names = {"-t", "--time"},
            paramLabel = "MS",
            order = 40,
            defaultValue = "200",
            description = "A run takes at least so many milliseconds (default 200).")
    private long runMillis;

    @Parameters(arity = "0..1", paramLabel = "CODE", description = "Java; %%timeit takes the cell below.")
    private String code;

    TimeItMagic(Session session) {
        this.session = session;
    }

    @Override
    protected Timing run(Optional<String> body) throws Exception {
        if (runs < 1 || warmUpMillis < 0 || runMillis < 0 || (loops != null && loops < 1)) {
            throw new IllegalArgumentException(
                    "%timeit measures at least one run of one loop.\n%timeit --help explains its options.");
        }
        Timed timed = compile(Code.of("%timeit", code, body));
        try {
            return measure(timed, new Blackhole());
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private Timing measure(Timed timed, Blackhole blackhole) throws Throwable {
        long each = loops == null ? 1 : loops;
        long warmUp = TimeUnit.MILLISECONDS.toNanos(warmUpMillis);
        long target = TimeUnit.MILLISECONDS.toNanos(runMillis);
        long warmed = 0;
        long took = 0;
        while (warmed < warmUp || (loops == null && took < target)) {
            took = time(timed, each, blackhole);
            warmed += Math.max(1, took);
            if (loops == null && took < target) {
                double perLoop = Math.max(1, took) / (double) each;
                each = Math.max(each + 1, Math.min(each * 10, (long) (1.1 * target / perLoop)));
            }
        }
        List<Double> figures = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            figures.add(time(timed, each, blackhole) / (double) each);
        }
        return new Timing(figures, each);
    }

    private static long time(Timed timed, long loops, Blackhole blackhole) throws Throwable {
        long start = System.nanoTime();
        timed.run(loops, blackhole);
        return System.nanoTime() - start;
    }

    /** Code is an expression whose value is wanted, or else statements. */
    private Timed compile(String source) throws Exception {
        String expression = source.stripTrailing().replaceFirst(";$", "");
        List<String> readings =
                List.of(LOOP.formatted("hole_.consume(" + expression + ");"), LOOP.formatted(source + "\n;"));
        return (Timed) session.compile(source, readings, expression.contains(";") ? 1 : 0);
    }
}
