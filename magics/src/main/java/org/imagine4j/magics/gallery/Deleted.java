package org.imagine4j.magics.gallery;

import java.util.List;

/**
 * What is gone from the gallery.
 *
 * @param pictures what they were called
 * @param bytes how many became free
 */
public record Deleted(List<GalleryId> pictures, long bytes) {

    public Deleted {
        pictures = List.copyOf(pictures);
    }
}
