package org.imagine4j.install;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.imagine4j.install.jupyter.Environment;
import org.imagine4j.install.jupyter.ProcessTree;
import org.imagine4j.install.kernelspec.Kernelspec;

/**
 * Sees to it that ONNX Runtime says nothing to anybody. Since 1.29 it reports its use to its makers, and crashes while it
 * prepares to if the command line has 4,096 bytes or more, unless an environment variable forbids it. Our launchers set the
 * variable; where something else started us, such as jbang, which writes long command lines, the program starts once more.
 */
final class QuietRuntime {
    /** Longer than {@code imagine lab} and {@code imagine run} need to end what they have started. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Environment environment;

    QuietRuntime(Environment environment) {
        this.environment = environment;
    }

    /** Whether it is quiet already. */
    boolean isQuiet() {
        return environment.variable(Kernelspec.NO_TELEMETRY).isPresent();
    }

    /** Runs this program in a quiet process of its own and gives its exit code. */
    int run(Path java, String[] arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put(Kernelspec.NO_TELEMETRY, "1");
        return ProcessTree.runToItsEnd(builder, PATIENCE);
    }
}
