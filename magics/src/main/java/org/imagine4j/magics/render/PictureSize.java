package org.imagine4j.magics.render;

import org.imagine4j.inference.Artwork;

/**
 * How large a whole picture is.
 *
 * @param width in its own pixels
 * @param height in its own pixels
 */
public record PictureSize(int width, int height) {

    /** Of a picture, the part that is not painted yet included. */
    static PictureSize of(Artwork artwork) {
        int rowHeight = artwork.image().getHeight() / artwork.tokens().rowsFilled();
        return new PictureSize(artwork.image().getWidth(), artwork.tokens().rows() * rowHeight);
    }

    /** The height that belongs to a width on the page. */
    int heightFor(int pageWidth) {
        return Math.round((float) pageWidth * height / width);
    }
}
