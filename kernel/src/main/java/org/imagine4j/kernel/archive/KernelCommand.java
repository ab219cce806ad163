package org.imagine4j.kernel.archive;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a kernel is started.
 *
 * @param java the {@code java} executable
 * @param jvmArguments without the class path, and without what concerns archives, logs and agents
 * @param classPath jars and folders
 * @param mainClass takes a connection file
 */
record KernelCommand(Path java, List<String> jvmArguments, List<Path> classPath, String mainClass) {

    /** The command that started this process, given its arguments. */
    static KernelCommand ofThisProcess(List<String> arguments, String mainClass) {
        boolean windows = File.separatorChar == '\\';
        return new KernelCommand(
                Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java"),
                arguments.stream().filter(KernelCommand::isKept).toList(),
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .map(Path::of)
                        .toList(),
                mainClass);
    }

    /** The JVM arguments of this process. */
    static List<String> argumentsOfThisProcess() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments();
    }

    /** The command for {@link ProcessBuilder}. */
    List<String> with(List<String> moreJvmArguments, List<String> programArguments) {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(jvmArguments);
        command.addAll(moreJvmArguments);
        command.add("-cp");
        command.add(String.join(
                File.pathSeparator, classPath.stream().map(Path::toString).toList()));
        command.add(mainClass);
        command.addAll(programArguments);
        return command;
    }

    KernelCommand withMain(String otherMainClass) {
        return new KernelCommand(java, jvmArguments, classPath, otherMainClass);
    }

    private static boolean isKept(String argument) {
        return !ClassArchive.concerns(argument)
                && Stream.of("-agent", "-javaagent", "-Xrun", "-Djava.class.path=")
                        .noneMatch(argument::startsWith);
    }
}
