package org.imagine4j.magics.render;

import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes pixels that are shown but not kept: no recipe inside, see {@link org.imagine4j.inference.Artwork#png()}. */
public final class Png {

    private Png() {}

    /** The image as a PNG file's bytes. */
    public static byte[] encode(RenderedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not encode a picture as PNG", e);
        }
        return bytes.toByteArray();
    }
}
