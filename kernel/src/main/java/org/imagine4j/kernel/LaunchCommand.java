package org.imagine4j.kernel;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The command line that starts the kernel, as a kernelspec wants it. */
public final class LaunchCommand {
    private static final List<String> JVM_FLAGS = List.of("-XX:+UseSerialGC", "-Xshare:auto");

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
}
