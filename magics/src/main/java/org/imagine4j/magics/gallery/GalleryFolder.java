package org.imagine4j.magics.gallery;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.ArtworkFile;

/**
 * The gallery's files. Other kernels may write, read and delete here at the same time; what is gone when it is looked at
 * counts as not there.
 *
 * @param root the folder of the runs' folders
 */
record GalleryFolder(Path root) {

    private static final Pattern RUN = Pattern.compile("[1-9]\\d{0,8}");
    private static final Pattern PICTURE = Pattern.compile("(0|[1-9]\\d{0,5})\\.png");

    /** The next free number; from now on nobody else gets it. */
    int claim() throws IOException {
        Files.createDirectories(root);
        int run = newest() + 1;
        while (true) {
            try {
                Files.createDirectory(folder(run));
                return run;
            } catch (FileAlreadyExistsException e) {
                run++;
            }
        }
    }

    /** Writes a picture, and it is there whole or not at all. */
    void write(GalleryId id, Artwork artwork) throws IOException {
        Path file = file(id);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(part, artwork.png());
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }

    /** All runs, the newest first; also those that have no pictures yet, or no more. */
    List<Integer> runs() throws IOException {
        return names(root)
                .filter(RUN.asMatchPredicate())
                .map(Integer::valueOf)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** The pictures of a run, in order, readable or not. */
    List<GalleryId> pictures(int run) throws IOException {
        return names(folder(run))
                .map(PICTURE::matcher)
                .filter(Matcher::matches)
                .map(name -> Integer.valueOf(name.group(1)))
                .sorted()
                .map(picture -> new GalleryId(run, picture))
                .toList();
    }

    /** What a picture's file says; empty if there is none that was written here. */
    Optional<GalleryEntry> read(GalleryId id) {
        try {
            Instant time = Files.getLastModifiedTime(file(id)).toInstant();
            return ArtworkFile.find(file(id)).map(picture -> new GalleryEntry(id, time, picture));
        } catch (IOException | RuntimeException e) {
            // Damaged, foreign, or just deleted; decoders answer damage with exceptions of many kinds.
            return Optional.empty();
        }
    }

    /** The length of a picture's file in bytes, 0 if there is none. */
    long size(GalleryId id) throws IOException {
        try {
            return Files.size(file(id));
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** Deletes a picture if it is there. */
    void delete(GalleryId id) throws IOException {
        Files.deleteIfExists(file(id));
    }

    /**
     * Deletes the folder of a run if nothing is left in it. That of the newest run stays, so that its number, which
     * somebody may have noted, is not given once more.
     */
    void tidy(int run) throws IOException {
        if (run == newest()) {
            return;
        }
        try {
            Files.deleteIfExists(folder(run));
        } catch (DirectoryNotEmptyException e) {
            // Something else lies there, which is not ours.
        }
    }

    Path file(GalleryId id) {
        return folder(id.run()).resolve(id.picture().orElseThrow() + ".png");
    }

    private int newest() throws IOException {
        return runs().stream().findFirst().orElse(0);
    }

    private Path folder(int run) {
        return root.resolve(String.valueOf(run));
    }

    private static Stream<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Stream.empty();
        }
    }
}
