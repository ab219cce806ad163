package org.imagine4j.inference;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/**
 * Writes PNG files that carry how they were made: a text chunk {@value ArtworkText#KEYWORD} holds everything, a text chunk
 * {@value ParametersText#KEYWORD} what other programs look for. {@link ArtworkFile} reads them.
 */
final class ArtworkPng {

    /** The name of the JDK's tree of a PNG's chunks. */
    static final String CHUNKS = "javax_imageio_png_1.0";

    private ArtworkPng() {}

    static byte[] encode(Artwork artwork) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            IIOMetadata metadata = writer.getDefaultImageMetadata(
                    ImageTypeSpecifier.createFromRenderedImage(artwork.image()), writer.getDefaultWriteParam());
            metadata.mergeTree(CHUNKS, text(ParametersText.KEYWORD, ParametersText.of(artwork)));
            metadata.mergeTree(
                    CHUNKS, utf8(ArtworkText.KEYWORD, ArtworkText.of(artwork).json()));
            writer.setOutput(out);
            writer.write(new IIOImage(artwork.image(), null, metadata));
        } catch (IOException e) {
            throw new UncheckedIOException("The picture could not be written as PNG.", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** As the simplest chunk that can hold the text, since not every program reads the other. */
    private static IIOMetadataNode text(String keyword, String text) {
        if (!StandardCharsets.ISO_8859_1.newEncoder().canEncode(text)) {
            return utf8(keyword, text);
        }
        IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry");
        entry.setAttribute("keyword", keyword);
        entry.setAttribute("value", text);
        return tree("tEXt", entry);
    }

    private static IIOMetadataNode utf8(String keyword, String text) {
        IIOMetadataNode entry = new IIOMetadataNode("iTXtEntry");
        entry.setAttribute("keyword", keyword);
        entry.setAttribute("compressionFlag", "FALSE");
        entry.setAttribute("compressionMethod", "0");
        entry.setAttribute("languageTag", "");
        entry.setAttribute("translatedKeyword", "");
        entry.setAttribute("text", text);
        return tree("iTXt", entry);
    }

    private static IIOMetadataNode tree(String chunk, IIOMetadataNode entry) {
        IIOMetadataNode chunks = new IIOMetadataNode(chunk);
        chunks.appendChild(entry);
        IIOMetadataNode root = new IIOMetadataNode(CHUNKS);
        root.appendChild(chunks);
        return root;
    }
}
