package org.imagine4j.magics.gallery;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Instant;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.ArtworkFile;
import org.imagine4j.inference.Recipe;

/**
 * A picture of the gallery. What its file says is read, its pixels are not.
 *
 * @param id what it is called
 * @param time when it was kept
 * @param picture its file, with recipe and tokens
 */
public record GalleryEntry(GalleryId id, Instant time, ArtworkFile picture) {

    /** What determines it. */
    public Recipe recipe() {
        return picture.recipe();
    }

    /** Where it lies. */
    public Path file() {
        return picture.file();
    }

    /**
     * The whole picture.
     *
     * @throws GalleryException if its pixels cannot be read
     */
    public Artwork artwork() {
        return new Artwork(recipe(), picture.tokens(), image(), picture.logLikelihood(), picture.template());
    }

    /**
     * Its pixels.
     *
     * @throws GalleryException if they cannot be read
     */
    public BufferedImage image() {
        try {
            return ArtworkFile.image(file());
        } catch (RuntimeException e) {
            // Decoders answer damage with exceptions of many kinds.
            throw damaged(id, file(), e);
        }
    }

    static GalleryException damaged(GalleryId id, Path file, Throwable cause) {
        return new GalleryException(
                "Picture " + id + " cannot be read: " + file + " is damaged, or not a picture of Imagine's.",
                "Type %gallery delete " + id + " to remove it.",
                cause);
    }
}
