package org.imagine4j.inference;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageInputStream;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * A picture in a PNG file, of which only the text is read; the pixels wait until somebody wants them.
 *
 * @param file where it lies
 * @param recipe what determines the picture
 * @param tokens its image tokens
 * @param logLikelihood as {@link Artwork#logLikelihood()}
 * @param template as {@link Artwork#template()}
 */
public record ArtworkFile(Path file, Recipe recipe, TokenGrid tokens, double logLikelihood, String template) {

    public ArtworkFile {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(recipe, "recipe");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(template, "template");
    }

    /**
     * Reads what a file says about its picture.
     *
     * @throws UncheckedIOException if there is no such file or it cannot be read; the message has two lines for the user
     * @throws IllegalArgumentException if it holds no picture of Imagine's; likewise
     */
    public static ArtworkFile read(Path file) {
        return find(file)
                .orElseThrow(() -> new IllegalArgumentException(
                        file + " does not say how it was made.\nGive a PNG file that Imagine saved;"
                                + " other pictures can be started from, but not remade."));
    }

    /**
     * As {@link #read}; empty if the file is a picture without a recipe inside.
     *
     * @throws UncheckedIOException if there is no such file, or it is no picture; the message has two lines for the user
     */
    public static Optional<ArtworkFile> find(Path file) {
        try (ImageInputStream in = open(file)) {
            ImageReader reader = reader(in, file);
            try {
                reader.setInput(in, true);
                return text(reader.getImageMetadata(0)).flatMap(text -> parse(file, text));
            } finally {
                reader.dispose();
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Optional<ArtworkFile> parse(Path file, String json) {
        try {
            ArtworkText text = ArtworkText.parse(json);
            return Optional.of(
                    new ArtworkFile(file, text.recipe(), text.grid(), text.logLikelihood(), text.template()));
        } catch (RuntimeException e) {
            // Whatever is wrong with it: it was not written by this version of this program.
            return Optional.empty();
        }
    }

    /** The whole picture. */
    public Artwork artwork() {
        return new Artwork(recipe, tokens, image(file), logLikelihood, template);
    }

    /**
     * The pixels of any picture's file.
     *
     * @throws UncheckedIOException if there is no such file, or it is no picture; the message has two lines for the user
     */
    public static BufferedImage image(Path file) {
        try (ImageInputStream in = open(file)) {
            ImageReader reader = reader(in, file);
            try {
                reader.setInput(in, true, true);
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static ImageInputStream open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UncheckedIOException(
                    "There is no file " + file + ".\nLook for it from "
                            + Path.of("").toAbsolutePath() + ", or give its whole path.",
                    new IOException(file.toString()));
        }
        return ImageIO.createImageInputStream(file.toFile());
    }

    private static ImageReader reader(ImageInputStream in, Path file) {
        var readers = ImageIO.getImageReaders(in);
        if (!readers.hasNext()) {
            throw new UncheckedIOException(
                    file + " is not a picture that can be read here.\nGive a PNG, JPEG, GIF or BMP file.",
                    new IOException(file.toString()));
        }
        return readers.next();
    }

    private static UncheckedIOException unreadable(Path file, IOException cause) {
        return new UncheckedIOException(
                file + " cannot be read (" + cause.getMessage() + ").\nIs it damaged, or still being written?", cause);
    }

    private static Optional<String> text(IIOMetadata metadata) {
        if (metadata == null || !ArtworkPng.CHUNKS.equals(metadata.getNativeMetadataFormatName())) {
            return Optional.empty();
        }
        Node root = metadata.getAsTree(ArtworkPng.CHUNKS);
        NodeList entries = ((Element) root).getElementsByTagName("iTXtEntry");
        for (int i = 0; i < entries.getLength(); i++) {
            Element entry = (Element) entries.item(i);
            if (entry.getAttribute("keyword").equals(ArtworkText.KEYWORD)) {
                return Optional.of(entry.getAttribute("text"));
            }
        }
        return Optional.empty();
    }
}
