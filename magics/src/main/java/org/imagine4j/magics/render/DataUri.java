package org.imagine4j.magics.render;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures inside a page. */
final class DataUri {

    /** A PNG that is larger is shown as JPEG, so that pages with many pictures stay small. */
    private static final int LARGE = 40_000;

    private static final float QUALITY = 0.9f;
    private static final float THUMBNAIL_QUALITY = 0.75f;

    private DataUri() {}

    /** An address that is the picture itself: PNG, to the pixel; JPEG if it is large. */
    static String of(BufferedImage image) {
        byte[] png = Png.encode(image);
        return png.length > LARGE ? jpeg(image, QUALITY) : png(png);
    }

    /** The address of a PNG file's bytes. */
    static String png(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }

    /** The address of a small picture of which there are many. */
    static String thumbnail(BufferedImage image) {
        return jpeg(image, THUMBNAIL_QUALITY);
    }

    private static String jpeg(BufferedImage image, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not encode a picture as JPEG", e);
        } finally {
            writer.dispose();
        }
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
