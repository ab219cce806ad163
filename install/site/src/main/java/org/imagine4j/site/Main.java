package org.imagine4j.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What the build runs: writes the pages of the documentation beside those of the API. */
final class Main implements Callable<Integer> {

    @Option(names = "--version", required = true, description = "The project's version.")
    private String version;

    @Option(names = "--project", required = true, description = "The project's root.")
    private Path project;

    @Option(names = "--executed", required = true, description = "The folder below which executed notebooks are.")
    private Path executed;

    @Option(names = "--site", required = true, description = "Where the pages go.")
    private Path site;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        new Site(version, project.toRealPath(), executed, site).write();
        return 0;
    }
}
