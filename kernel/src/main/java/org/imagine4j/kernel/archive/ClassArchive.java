package org.imagine4j.kernel.archive;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The archive that belongs to one command. The JVM is told of it by that command and uses it if it is there and fits:
 * made by the same build of Java from the same, unchanged class path. Otherwise it starts as if nothing had been said.
 *
 * @param file where it lies, or will
 */
public record ClassArchive(Path file) {
    private static final String OPTION = "-XX:SharedArchiveFile=";
    private static final String SUFFIX = ".jsa";

    /** From this heap size on references are not compressed, and the JDK has another archive for that. */
    private static final long UNCOMPRESSED_BYTES = 32L << 30;

    private static final int KEY_CHARS = 16;

    /**
     * The archive for a command.
     *
     * @param folder of the archives; need not exist
     * @param command that starts a kernel: a JDK's {@code bin/java} and its arguments
     * @return empty if the JDK comes without an archive of its own, which ours would build on
     */
    public static Optional<ClassArchive> of(Path folder, List<String> command) {
        return base(command.get(0)).map(base -> new ClassArchive(folder.resolve("kernel-" + key(command) + SUFFIX)));
    }

    /** The archive that a command names; empty if it names none. */
    public static Optional<ClassArchive> namedIn(List<String> command) {
        return command.stream()
                .filter(argument -> argument.startsWith(OPTION) && argument.endsWith(SUFFIX))
                .map(argument -> argument.substring(OPTION.length()))
                .filter(path -> path.matches(".*[/\\\\]kernel-\\w+" + SUFFIX))
                .map(path -> new ClassArchive(Path.of(path)))
                .findFirst();
    }

    /** JVM arguments that use it, if it is there and fits, and say nothing if not. */
    public List<String> arguments() {
        return List.of(
                OPTION + file,
                // Java's messages would go to the front end's terminal; they are about archives that do not fit.
                "-Xlog:disable",
                // Java 17 trusts the file to be whole. If it is not, the JVM ends, and the next one makes a new
                // archive.
                "-XX:OnError=" + removal());
    }

    /**
     * Until there is an archive, puts the one of the JDK's own classes in its place: a JVM that is told of a file uses no
     * other. Does nothing where it may not write.
     *
     * @param java the executable that is told of this archive
     */
    public void prepare(String java) {
        Optional<Path> base = base(java);
        if (base.isEmpty() || Files.exists(file)) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file); // a link to a JDK that is gone
            try {
                Files.createSymbolicLink(file, base.get());
            } catch (UnsupportedOperationException | IOException e) {
                Files.copy(base.get(), file); // Windows keeps links to itself
            }
        } catch (IOException e) {
            // The first start will be a little slower.
        }
    }

    /** JVM arguments that make it, when the JVM ends. */
    List<String> makingArguments() {
        return List.of("-XX:ArchiveClassesAtExit=" + file, "-Xlog:disable");
    }

    /** Whether a JVM argument is about archives. */
    static boolean concerns(String argument) {
        return Stream.of(OPTION, "-Xlog:", "-XX:OnError=", "-Xshare", "-XX:ArchiveClassesAtExit=")
                .anyMatch(argument::startsWith);
    }

    /** Another file in the same folder, named after this one. */
    Path beside(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /** Whether the archive is there, untouched since it was made. */
    public boolean exists() {
        try {
            return Files.exists(file) && Files.readString(beside(Stamp.SUFFIX)).contains(Stamp.stateOf(file));
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<Path> base(String java) {
        Path bin = Path.of(java).toAbsolutePath().getParent();
        String name = Runtime.getRuntime().maxMemory() < UNCOMPRESSED_BYTES ? "classes.jsa" : "classes_nocoops.jsa";
        return Stream.of("lib", "bin")
                .map(each -> bin.resolveSibling(each).resolve("server").resolve(name))
                .filter(Files::exists)
                .findFirst();
    }

    private String removal() {
        return File.separatorChar == '\\' ? "cmd /c del \"" + file + "\"" : "rm -f '" + file + "'";
    }

    private static String key(List<String> command) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", command).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, KEY_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
