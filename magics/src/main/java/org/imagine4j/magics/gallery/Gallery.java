package org.imagine4j.magics.gallery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Generation;
import org.imagine4j.models.store.ImagineHome;
import tech.tablesaw.api.Table;

/**
 * What was drawn, in this session and in earlier ones:
 *
 * <pre>{@code
 * Imagine.gallery().find("cat crown").forEach(entry -> System.out.println(entry.id()));
 * Artwork cat = Imagine.gallery().open("12.3");
 * Imagine.gallery().table().where(...);
 * }</pre>
 *
 * <p>Pictures are called by their run's number and their own, as in {@code 12.3}; {@code 12} is the whole run. Safe for
 * several threads and several processes at once. Pictures are written in the background; whoever reads waits for those of
 * this gallery that are under way.
 */
public final class Gallery {

    /** Names another folder, or {@value #OFF}. */
    public static final String VARIABLE = "IMAGINE_GALLERY";

    private static final String OFF = "off";

    private final Optional<GalleryFolder> folder;
    private final Optional<GalleryWriter> writer;

    /** Whether it was said that runs are not kept, and none has been since. */
    private volatile boolean complained;

    /** A gallery in a folder, which is made when there is something to keep. */
    public Gallery(Path folder) {
        this(folder, GalleryLimit.USUAL);
    }

    /** A gallery that keeps more or less than usual. */
    public Gallery(Path folder, GalleryLimit limit) {
        this(Optional.of(new GalleryFolder(folder)), limit);
    }

    private Gallery(Optional<GalleryFolder> folder, GalleryLimit limit) {
        this.folder = folder;
        this.writer = folder.map(files -> new GalleryWriter(files, limit));
    }

    /** A gallery that keeps nothing. */
    public static Gallery off() {
        return new Gallery(Optional.empty(), GalleryLimit.USUAL);
    }

    /**
     * The gallery of this computer's user: {@code $IMAGINE_GALLERY}, unless that is {@code off}, or the folder
     * {@code gallery} in {@link ImagineHome#locate()}. What is under way is written before the program ends.
     */
    public static Gallery atDefaultHome() {
        Gallery gallery = locate(System.getenv(), ImagineHome.locate());
        Runtime.getRuntime().addShutdownHook(new Thread(gallery::flush, "imagine-gallery-end"));
        return gallery;
    }

    static Gallery locate(Map<String, String> environment, Path home) {
        String chosen = environment.getOrDefault(VARIABLE, "").strip();
        if (chosen.toLowerCase(Locale.ROOT).equals(OFF)) {
            return off();
        }
        return new Gallery(chosen.isEmpty() ? home.resolve("gallery") : Path.of(chosen));
    }

    /** Where the pictures lie; empty if none are kept. */
    public Optional<Path> folder() {
        return folder.map(GalleryFolder::root);
    }

    /**
     * Keeps a run, partly painted pictures included; mosaics are not kept, since they can be made of the pictures. Never
     * fails: if pictures cannot be written, the run notes it, once.
     *
     * @return the same run, noting what it is called here
     */
    public Generation keep(Generation generation) {
        if (folder.isEmpty() || generation.artworks().isEmpty()) {
            return generation;
        }
        Optional<Exception> failure = writer.orElseThrow().takeFailure();
        try {
            int run = folder.get().claim();
            writer.get().write(run, generation.artworks());
            complained &= failure.isPresent();
            return complaint(generation, failure).withNote("gallery " + run);
        } catch (IOException | RuntimeException e) {
            return complaint(generation, Optional.of(e));
        }
    }

    private Generation complaint(Generation generation, Optional<Exception> failure) {
        if (failure.isEmpty() || complained) {
            return generation;
        }
        complained = true;
        return generation.withNote("pictures are not kept, because " + folder().orElseThrow()
                + " cannot be written to (" + failure.get().getMessage() + ")");
    }

    /** Waits until everything that was to be kept is written. */
    public void flush() {
        writer.ifPresent(GalleryWriter::flush);
    }

    /** All pictures, the newest run first. Files are read as the stream goes on; unreadable ones are passed over. */
    public Stream<GalleryEntry> stream() {
        return runs(GalleryQuery.ALL).flatMap(run -> run.pictures().stream());
    }

    /** The pictures with all of these words in their prompts, the newest run first. */
    public List<GalleryEntry> find(String words) {
        return find(GalleryQuery.of(words));
    }

    /** The pictures that are looked for, the newest run first. */
    public List<GalleryEntry> find(GalleryQuery query) {
        return runs(query).flatMap(run -> run.pictures().stream()).toList();
    }

    /** As {@link #find(GalleryQuery)}, by runs; those without such a picture are left out. */
    public Stream<GalleryRun> runs(GalleryQuery query) {
        return ids().map(run -> run.stream()
                        .flatMap(id -> files().read(id).stream())
                        .filter(query::matches)
                        .toList())
                .filter(pictures -> !pictures.isEmpty())
                .map(pictures -> new GalleryRun(pictures.get(0).id().run(), pictures));
    }

    /** What the pictures of each run are called, readable or not, the newest run first; files are not opened. */
    public Stream<List<GalleryId>> ids() {
        GalleryFolder files = files();
        return read(files::runs).stream()
                .map(run -> read(() -> files.pictures(run)))
                .filter(run -> !run.isEmpty());
    }

    /**
     * A run with all its pictures that can be read.
     *
     * @throws GalleryException if there is none
     */
    public GalleryRun run(int number) {
        List<GalleryEntry> pictures = read(() -> files().pictures(number)).stream()
                .flatMap(id -> files().read(id).stream())
                .toList();
        if (pictures.isEmpty()) {
            throw noRun(number);
        }
        return new GalleryRun(number, pictures);
    }

    /**
     * A picture.
     *
     * @throws GalleryException if there is none, it cannot be read, or a whole run is named
     */
    public GalleryEntry entry(GalleryId id) {
        List<GalleryId> there = existing(id);
        if (id.picture().isEmpty() && there.size() > 1) {
            throw new GalleryException(
                    "Run " + id + " has " + there.size() + " pictures.",
                    "Name one of them, from " + range(there) + ".");
        }
        GalleryId one = there.get(0);
        return files().read(one).orElseThrow(() -> GalleryEntry.damaged(one, files().file(one), null));
    }

    /**
     * A picture with its pixels.
     *
     * @param id as in {@code 12.3}; the run's number is enough if it has one picture
     * @throws GalleryException if there is none, or it cannot be read
     */
    public Artwork open(String id) {
        return entry(GalleryId.of(id)).artwork();
    }

    /**
     * Deletes runs and pictures.
     *
     * @param ids as in {@code 12} and {@code 12.3}
     * @throws GalleryException if one of them is not there; then none is deleted
     */
    public Deleted delete(String... ids) {
        return delete(Stream.of(ids).map(GalleryId::of).toList());
    }

    /** {@link #delete(String...)}. */
    public Deleted delete(List<GalleryId> ids) {
        GalleryFolder files = files();
        List<GalleryId> pictures =
                ids.stream().flatMap(id -> existing(id).stream()).distinct().toList();
        List<GalleryId> gone = new ArrayList<>();
        long bytes = 0;
        for (GalleryId picture : pictures) {
            bytes += read(() -> files.size(picture));
            read(() -> {
                files.delete(picture);
                return gone.add(picture);
            });
        }
        pictures.stream()
                .map(GalleryId::run)
                .distinct()
                .forEach(run -> read(() -> {
                    files.tidy(run);
                    return run;
                }));
        return new Deleted(gone, bytes);
    }

    /** All pictures as a table, a row each, the newest run first. */
    public Table table() {
        return table(GalleryQuery.ALL);
    }

    /** The pictures that are looked for as a table, a row each, the newest run first. */
    public Table table(GalleryQuery query) {
        return GalleryTable.of(find(query));
    }

    /** The picture of that name, or all pictures of the run. */
    private List<GalleryId> existing(GalleryId id) {
        List<GalleryId> run = read(() -> files().pictures(id.run()));
        if (run.isEmpty()) {
            throw noRun(id.run());
        }
        if (id.picture().isPresent() && !run.contains(id)) {
            throw new GalleryException(
                    "There is no picture " + id + " in the gallery.", "Run " + id.run() + " has " + range(run) + ".");
        }
        return id.picture().isPresent() ? List.of(id) : run;
    }

    private static String range(List<GalleryId> pictures) {
        GalleryId first = pictures.get(0);
        return pictures.size() == 1 ? first.toString() : first + " to " + pictures.get(pictures.size() - 1);
    }

    private GalleryException noRun(int number) {
        return ids().findFirst()
                .map(newest -> new GalleryException(
                        "There is no run " + number + " in the gallery.",
                        "The newest is " + newest.get(0).run() + "; %gallery shows them."))
                .orElseGet(() -> new GalleryException(
                        "There is no run " + number + " in the gallery, which is empty.",
                        "What %imagine draws is kept there."));
    }

    /** The files, with everything that was to be written. */
    private GalleryFolder files() {
        flush();
        return folder.orElseThrow(() -> new GalleryException(
                "There is no gallery, because " + VARIABLE + " is " + OFF + ".",
                "Start without that variable to have what is drawn kept."));
    }

    private <T> T read(Access<T> access) {
        try {
            return access.run();
        } catch (IOException e) {
            throw new GalleryException(
                    "The gallery in " + folder().orElseThrow() + " cannot be used: " + e.getMessage() + ".",
                    "Look whether you may read and write there; " + VARIABLE + " names another folder.",
                    e);
        }
    }

    @FunctionalInterface
    private interface Access<T> {
        T run() throws IOException;
    }
}
