package org.imagine4j.inference;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * One picture with everything that made it.
 *
 * @param recipe what determines it
 * @param tokens its image tokens; incomplete if the run was stopped half-way
 * @param image its pixels (RGB); rows of the token grid that were never drawn are missing at the bottom, so an
 *     incomplete picture is less tall than wide. Treat it as read-only.
 */
public record Artwork(Recipe recipe, TokenGrid tokens, BufferedImage image) {

    public Artwork {
        Objects.requireNonNull(recipe, "recipe");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(image, "image");
    }

    /** Whether every token was drawn. */
    public boolean complete() {
        return tokens.complete();
    }

    /** The picture as a PNG file's bytes; recipe and tokens travel inside as text. */
    public byte[] png() {
        return ArtworkPng.encode(this);
    }

    /**
     * Saves the picture as PNG, recipe and tokens inside, and creates missing folders.
     *
     * @return {@code file}
     * @throws UncheckedIOException if the file cannot be written
     */
    public Path save(Path file) {
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            return Files.write(file, png());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Could not save the picture as " + file + ": " + e.getMessage()
                            + ". Choose a folder you may write to.",
                    e);
        }
    }

    /** {@link #save(Path)} for a path as text. */
    public Path save(String file) {
        return save(Path.of(file));
    }
}
