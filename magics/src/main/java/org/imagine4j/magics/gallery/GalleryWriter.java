package org.imagine4j.magics.gallery;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.imagine4j.inference.Artwork;

/**
 * Writes pictures on a thread of its own, since encoding them takes longer than a small model's next row, and removes the
 * oldest when there are too many.
 */
final class GalleryWriter {

    /** Counting what is there means looking at every file. */
    private static final int BETWEEN_COUNTS = 100;

    private final GalleryFolder folder;
    private final GalleryLimit limit;
    private final ThreadPoolExecutor thread;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** Pictures since the last count; used by the thread only. */
    private int written = BETWEEN_COUNTS;

    GalleryWriter(GalleryFolder folder, GalleryLimit limit) {
        this.folder = folder;
        this.limit = limit;
        this.thread = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread writer = new Thread(work, "imagine-gallery");
            writer.setDaemon(true);
            return writer;
        });
        thread.allowCoreThreadTimeOut(true);
    }

    /** Writes the pictures of a run whose number is claimed, soon. */
    void write(int run, List<Artwork> artworks) {
        thread.execute(() -> {
            try {
                for (int i = 0; i < artworks.size(); i++) {
                    folder.write(new GalleryId(run, i), artworks.get(i));
                }
                written += artworks.size();
                if (written >= BETWEEN_COUNTS) {
                    written = 0;
                    prune();
                }
            } catch (IOException | RuntimeException e) {
                failure.set(e);
            }
        });
    }

    /** Waits until everything is written. */
    void flush() {
        CompletableFuture.runAsync(() -> {}, thread).join();
    }

    /** What went wrong since somebody last asked. */
    Optional<Exception> takeFailure() {
        return Optional.ofNullable(failure.getAndSet(null));
    }

    /** Removes the oldest runs as far as there is more than there may be, but never the newest run with pictures. */
    private void prune() throws IOException {
        long pictures = 0;
        long bytes = 0;
        boolean newest = true;
        for (int run : folder.runs()) {
            List<GalleryId> ids = folder.pictures(run);
            for (GalleryId id : ids) {
                pictures++;
                bytes += folder.size(id);
            }
            if (!newest && limit.isExceededBy(pictures, bytes)) {
                for (GalleryId id : ids) {
                    folder.delete(id);
                }
                folder.tidy(run);
            }
            newest &= ids.isEmpty();
        }
    }
}
