package org.imagine4j.kernel.magic.builtin;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.imagine4j.kernel.magic.MagicCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code %classpath} and {@code %jars}. */
@Command(
        name = "%classpath",
        aliases = "%jars",
        header = "Adds jars and folders to the class path; without arguments, lists what was added.",
        description = "Extensions in them are loaded. The names of files may be patterns.",
        footer = {"%classpath target/classes", "%jars lib/*.jar", "%classpath"})
final class ClasspathMagic extends MagicCommand<List<Path>> {
    private static final Pattern GLOB = Pattern.compile("[*?\\[{]");

    private final Session session;

    @Parameters(arity = "0..*", paramLabel = "PATH", description = "Jars, folders of classes, or patterns of them.")
    private List<String> arguments = List.of();

    ClasspathMagic(Session session) {
        this.session = session;
    }

    @Override
    protected List<Path> run(Optional<String> body) throws IOException {
        List<Path> paths = new ArrayList<>();
        for (String argument : arguments) {
            paths.addAll(expand(argument));
        }
        session.addToClasspath(paths);
        List<Path> listed = session.classpath();
        if (arguments.isEmpty()) {
            listed.forEach(System.out::println);
        }
        session.alreadyShown(listed);
        return listed;
    }

    private static List<Path> expand(String argument) throws IOException {
        int slash = Math.max(argument.lastIndexOf('/'), argument.lastIndexOf('\\'));
        String name = argument.substring(slash + 1);
        if (!GLOB.matcher(name).find()) {
            Path path = Path.of(argument);
            if (Files.exists(path)) {
                return List.of(path);
            }
            throw missing("There is no file or folder " + argument);
        }
        Path folder = Path.of(slash < 0 ? "" : argument.substring(0, slash + 1));
        if (!Files.isDirectory(folder)) {
            throw missing("There is no folder " + folder);
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, name)) {
            entries.forEach(found::add);
        }
        if (found.isEmpty()) {
            throw missing("Nothing is called " + argument);
        }
        return found.stream().sorted().toList();
    }

    private static IllegalArgumentException missing(String message) {
        return new IllegalArgumentException(
                message + "\nPaths are relative to " + Path.of("").toAbsolutePath());
    }
}
