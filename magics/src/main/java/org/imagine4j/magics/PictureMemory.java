package org.imagine4j.magics;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.Recipe;

/**
 * The pictures that were made or asked for last, by their recipes: what has been drawn once need not be drawn again. Safe
 * for several threads.
 */
final class PictureMemory {

    /** Of all pictures together: 256 pictures of 256×256, about 64 MB. */
    static final long MAX_PIXELS = 1 << 24;

    private final Map<Recipe, Artwork> artworks = new LinkedHashMap<>(16, 0.75f, true);
    private long pixels;

    /** Keeps a whole picture, and forgets those that have not been needed for longest. */
    synchronized void keep(Artwork artwork) {
        Artwork before = artworks.put(artwork.recipe(), artwork);
        pixels += pixels(artwork) - (before == null ? 0 : pixels(before));
        Iterator<Artwork> oldest = artworks.values().iterator();
        while (pixels > MAX_PIXELS) {
            pixels -= pixels(oldest.next());
            oldest.remove();
        }
    }

    synchronized Optional<Artwork> find(Recipe recipe) {
        return Optional.ofNullable(artworks.get(recipe));
    }

    synchronized void forget() {
        artworks.clear();
        pixels = 0;
    }

    private static long pixels(Artwork artwork) {
        return (long) artwork.image().getWidth() * artwork.image().getHeight();
    }
}
