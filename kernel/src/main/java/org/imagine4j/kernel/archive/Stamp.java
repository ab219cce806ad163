package org.imagine4j.kernel.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A note beside an archive: what it was made from, and what came of it. The JVM refuses an archive that does not fit;
 * only this note tells that a new one is due, or that the last attempt failed and the next is for another day.
 */
final class Stamp {
    static final String SUFFIX = ".txt";

    private static final String FAILED = "failed";
    private static final Duration PATIENCE = Duration.ofDays(1);

    private final ClassArchive archive;
    private final String ingredients;

    /** @param classPath jars */
    Stamp(ClassArchive archive, List<Path> classPath) throws IOException {
        this.archive = archive;
        StringBuilder text = new StringBuilder();
        text.append(System.getProperty("java.vm.vendor"))
                .append(' ')
                .append(System.getProperty("java.vm.version"))
                .append('\n');
        for (Path jar : classPath) {
            text.append(jar).append(' ').append(stateOf(jar)).append('\n');
        }
        ingredients = text.toString();
    }

    /** Whether there is nothing to do: the archive is whole and made from this, or could not be made of late. */
    boolean isCurrent() {
        Path note = archive.beside(SUFFIX);
        try {
            String text = Files.readString(note);
            Instant written = Files.getLastModifiedTime(note).toInstant();
            boolean failed =
                    text.equals(ingredients + FAILED) && written.plus(PATIENCE).isAfter(Instant.now());
            return failed || text.equals(ingredients + stateOf(archive.file()));
        } catch (IOException e) {
            return false;
        }
    }

    /** Notes that the archive is there. */
    void made() throws IOException {
        Files.writeString(archive.beside(SUFFIX), ingredients + stateOf(archive.file()));
    }

    /** Notes that it could not be made. */
    void failed() throws IOException {
        Files.writeString(archive.beside(SUFFIX), ingredients + FAILED);
    }

    /** What changes when a file does: size and time. */
    static String stateOf(Path file) throws IOException {
        return Files.size(file) + " bytes " + Files.getLastModifiedTime(file);
    }

    /** What stands in the way of an archive of these classes: Java archives no folders. */
    static Optional<Path> folderIn(List<Path> classPath) {
        return classPath.stream().filter(entry -> !Files.isRegularFile(entry)).findFirst();
    }
}
