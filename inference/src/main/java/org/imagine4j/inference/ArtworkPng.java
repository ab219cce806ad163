package org.imagine4j.inference;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/**
 * PNG files that carry how they were made: an {@code iTXt} chunk with the keyword {@value #KEYWORD} holds recipe and
 * tokens as JSON.
 */
final class ArtworkPng {

    static final String KEYWORD = "imagine";

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    /** The content of the text chunk. */
    private record Text(Recipe recipe, int rows, int columns, int[] tokens) {}

    private ArtworkPng() {}

    static byte[] encode(Artwork artwork) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            IIOMetadata metadata = writer.getDefaultImageMetadata(
                    ImageTypeSpecifier.createFromRenderedImage(artwork.image()), writer.getDefaultWriteParam());
            metadata.mergeTree("javax_imageio_png_1.0", textChunk(artwork));
            writer.setOutput(out);
            writer.write(new IIOImage(artwork.image(), null, metadata));
        } catch (IOException e) {
            throw new UncheckedIOException("The picture could not be written as PNG.", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static IIOMetadataNode textChunk(Artwork artwork) {
        TokenGrid tokens = artwork.tokens();
        IIOMetadataNode entry = new IIOMetadataNode("iTXtEntry");
        entry.setAttribute("keyword", KEYWORD);
        entry.setAttribute("compressionFlag", "FALSE");
        entry.setAttribute("compressionMethod", "0");
        entry.setAttribute("languageTag", "");
        entry.setAttribute("translatedKeyword", "");
        entry.setAttribute(
                "text", GSON.toJson(new Text(artwork.recipe(), tokens.rows(), tokens.columns(), tokens.toArray())));
        IIOMetadataNode chunks = new IIOMetadataNode("iTXt");
        chunks.appendChild(entry);
        IIOMetadataNode root = new IIOMetadataNode("javax_imageio_png_1.0");
        root.appendChild(chunks);
        return root;
    }
}
