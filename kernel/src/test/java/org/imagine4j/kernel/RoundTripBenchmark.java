package org.imagine4j.kernel;

import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import org.imagine4j.kernel.core.History;
import org.imagine4j.kernel.wire.ConnectionFile;

/**
 * What a warm {@code 1+1} costs: JShell alone, and our kernel from the client's request to reply and idle over ZeroMQ.
 * Both run in this JVM and take turns, so that both have the same JIT and the same neighbours. {@code README.md} says how
 * to run it.
 */
final class RoundTripBenchmark {
    private static final int ROUNDS = 300;
    private static final List<String> IMPORTS = List.of(
            "java.io",
            "java.math",
            "java.net",
            "java.nio.file",
            "java.util",
            "java.util.concurrent",
            "java.util.function",
            "java.util.regex",
            "java.util.stream");

    private RoundTripBenchmark() {}

    public static void main(String[] args) throws Exception {
        PrintStream console = System.out;
        ConnectionFile connection = TestClient.freeConnection();
        JShell shell = JShell.builder().executionEngine("local").build();
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        IMPORTS.forEach(name -> shell.eval("import " + name + ".*;"));
        try (TestNotebook notebook =
                TestNotebook.connect(connection, Kernel.start(connection, History.ofThisSession())::close)) {
            double[] alone = new double[ROUNDS];
            double[] kernel = new double[ROUNDS];
            double[] info = new double[ROUNDS];
            double[] heartbeat = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                alone[i] = millis(
                        () -> shell.eval(analysis.analyzeCompletion("1+1").source()));
                kernel[i] = millis(() -> notebook.cell("1+1"));
                info[i] = millis(() -> notebook.ask("kernel_info_request", new JsonObject()));
                heartbeat[i] = millis(() -> notebook.client().heartbeat("beat"));
            }
            for (int from = 0; from < ROUNDS; from += 100) {
                console.printf(
                        "rounds %3d-%3d, ms (median, 10th percentile): "
                                + "JShell alone %s, kernel %s, kernel_info %s, heartbeat %s%n",
                        from,
                        from + 100,
                        spread(alone, from),
                        spread(kernel, from),
                        spread(info, from),
                        spread(heartbeat, from));
            }
        }
        System.exit(0);
    }

    private static double millis(Supplier<?> action) {
        long start = System.nanoTime();
        var unused = action.get();
        return (System.nanoTime() - start) / 1e6;
    }

    private static String spread(double[] values, int from) {
        double[] sorted = Arrays.copyOfRange(values, from, from + 100);
        Arrays.sort(sorted);
        return String.format("%.2f (%.2f)", sorted[sorted.length / 2], sorted[sorted.length / 10]);
    }
}
