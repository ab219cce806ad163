package org.imagine4j.install.jupyter;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the command was started with.
 *
 * @param variables the environment variables
 * @param userHome the person's home folder
 * @param workingFolder the folder the command was started in
 * @param operatingSystem decides folders and file names
 */
public record Environment(
        Map<String, String> variables, Path userHome, Path workingFolder, OperatingSystem operatingSystem) {

    public Environment {
        variables = Map.copyOf(variables);
    }

    /** This process's own environment. */
    public static Environment ofThisProcess() {
        Map<String, String> variables = System.getenv();
        OperatingSystem system = OperatingSystem.named(System.getProperty("os.name"));
        // Jupyter goes by the variable, and so must we: Java's own user.home comes from the user database.
        String home = variables.get(system == OperatingSystem.WINDOWS ? "USERPROFILE" : "HOME");
        return new Environment(
                variables,
                Path.of(home == null || home.isBlank() ? System.getProperty("user.home") : home),
                Path.of("").toAbsolutePath(),
                system);
    }

    /** The variable's value, empty if it is not set or blank. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /** The folder a variable names, empty if it is not set. */
    public Optional<Path> folder(String name) {
        return variable(name).map(workingFolder::resolve);
    }

    /** The first programs of these names on the search path, in the order of the names. */
    public Stream<Path> programs(String... names) {
        return Arrays.stream(names).flatMap(name -> program(name).stream());
    }

    /** Python's executable in a virtual or conda environment. */
    Path python(Path prefix) {
        return operatingSystem == OperatingSystem.WINDOWS
                ? prefix.resolve("Scripts").resolve("python.exe")
                : prefix.resolve("bin").resolve("python");
    }

    private Optional<Path> program(String name) {
        String file = operatingSystem == OperatingSystem.WINDOWS ? name + ".exe" : name;
        return searchPath().stream()
                .map(folder -> folder.resolve(file))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private List<Path> searchPath() {
        return variable("PATH").stream()
                .flatMap(path -> Arrays.stream(path.split(File.pathSeparator, -1)))
                .filter(entry -> !entry.isBlank())
                .map(workingFolder::resolve)
                .toList();
    }
}
