package org.imagine4j.kernel;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.imagine4j.kernel.archive.ClassArchive;

/** The command line that starts the kernel, as a kernelspec wants it. */
public final class LaunchCommand {
    /** What each of them brings is measured in {@code kernel/README.md}. */
    private static final List<String> JVM_FLAGS = List.of(
            // Less memory and fewer threads than G1 for a session that mostly waits.
            "-XX:+UseSerialGC",
            // G1's habit: a loop over ints may be left midway, so that interrupts and the end need not wait for its
            // own.
            "-XX:+UseCountedLoopSafepoints",
            "-XX:LoopStripMiningIter=1000",
            // A small heap that grows when there is need, instead of a share of the machine's memory from the start.
            "-Xms40m",
            "-XX:MinHeapFreeRatio=20",
            "-XX:MaxHeapFreeRatio=40",
            // The optimizing compiler comes ten times later: at the start it would work on Java's own compiler, on the
            // core
            // that the first cells want. Loops of users reach these counts in milliseconds.
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000",
            // Java 17 otherwise reads and writes files in the locale's charset.
            "-Dfile.encoding=UTF-8",
            // Extensions with native code load without a warning on Java 24 and later.
            "--enable-native-access=ALL-UNNAMED");

    private LaunchCommand() {}

    /**
     * The {@code argv} of a {@code kernel.json}. Use it with {@code "interrupt_mode": "message"}.
     *
     * @param javaExecutable a Java 17 or newer that has the module {@code jdk.jshell}
     * @param classPath the kernel's jar, its dependencies, and any extension
     */
    public static List<String> kernelspecArgv(Path javaExecutable, List<Path> classPath) {
        List<String> argv = new ArrayList<>();
        argv.add(javaExecutable.toString());
        argv.addAll(JVM_FLAGS);
        argv.add("-cp");
        argv.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        argv.add(Main.class.getName());
        argv.add("{connection_file}");
        return List.copyOf(argv);
    }

    /**
     * The same, with an archive of the kernel's classes, which the first kernel has made and later ones start faster with.
     *
     * @param archives the folder where the archive lies, or will; need not exist
     */
    public static List<String> kernelspecArgv(Path javaExecutable, List<Path> classPath, Path archives) {
        List<String> argv = new ArrayList<>(kernelspecArgv(javaExecutable, classPath));
        ClassArchive.of(archives, argv).ifPresent(archive -> argv.addAll(1, archive.arguments()));
        return List.copyOf(argv);
    }
}
