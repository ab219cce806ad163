package org.imagine4j.magics.gallery;

/**
 * How much is kept. What goes beyond is removed, the oldest runs first; the newest run always stays.
 *
 * @param pictures the most pictures
 * @param bytes the most bytes of all files together
 */
public record GalleryLimit(int pictures, long bytes) {

    /** 5,000 pictures or 1 GB, whichever is reached first. */
    public static final GalleryLimit USUAL = new GalleryLimit(5_000, 1_000_000_000L);

    boolean isExceededBy(long somePictures, long someBytes) {
        return somePictures > pictures || someBytes > bytes;
    }
}
