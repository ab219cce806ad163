package org.imagine4j.magics.gallery;

import java.time.Instant;
import java.util.List;

/**
 * A run of the gallery, with all of its pictures or those that were looked for.
 *
 * @param number what it is called
 * @param pictures in order; at least one
 */
public record GalleryRun(int number, List<GalleryEntry> pictures) {

    /** @throws IllegalArgumentException if there is no picture */
    public GalleryRun {
        pictures = List.copyOf(pictures);
        if (pictures.isEmpty()) {
            throw new IllegalArgumentException("Run " + number + " has no pictures.");
        }
    }

    /** When its first picture was kept. */
    public Instant time() {
        return pictures.get(0).time();
    }
}
