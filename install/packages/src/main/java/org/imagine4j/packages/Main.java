package org.imagine4j.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What the build runs: stages the archive's kernelspec and writes the wheels. */
final class Main implements Callable<Integer> {

    @Option(names = "--version", required = true, description = "The project's version.")
    private String version;

    @Option(names = "--time", required = true, description = "The time that files in packages bear.")
    private Instant time;

    @Option(names = "--jars", required = true, description = "The folder of the program's jars.")
    private Path jars;

    @Option(names = "--python", required = true, description = "The folder of the Python package.")
    private Path python;

    @Option(names = "--text", required = true, description = "Licences and notices: files, or folders of files.")
    private List<Path> texts;

    @Option(names = "--staging", required = true, description = "Where parts of packages are made.")
    private Path staging;

    @Option(names = "--wheels", required = true, description = "Where the wheels go.")
    private Path wheels;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        PackageKernelspec.ofArchive().install(staging.resolve("archive/share/jupyter"));
        Files.createDirectories(wheels);
        new Wheels(version, time, jars, python, texts).write(wheels, staging.resolve("wheel"));
        return 0;
    }
}
