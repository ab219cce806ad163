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
 *     incomplete picture is less tall. Treat it as read-only.
 * @param logLikelihood how likely the model, reading the prompt, finds the tokens that were drawn: the sum of the
 *     natural logarithms of their probabilities before guidance and sampling settings, each given the tokens before it;
 *     0 or less; tokens that were given do not count
 * @param template the prompt as it was typed where {@code {red|blue}} or {@code {name}} was filled in; otherwise the
 *     recipe's prompt
 */
public record Artwork(Recipe recipe, TokenGrid tokens, BufferedImage image, double logLikelihood, String template) {

    public Artwork {
        Objects.requireNonNull(recipe, "recipe");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(template, "template");
    }

    /** A picture of a prompt that was typed as it is. */
    public Artwork(Recipe recipe, TokenGrid tokens, BufferedImage image, double logLikelihood) {
        this(recipe, tokens, image, logLikelihood, recipe.prompt());
    }

    /** The same picture, with the template that its prompt was made from. */
    public Artwork withTemplate(String newTemplate) {
        return new Artwork(recipe, tokens, image, logLikelihood, newTemplate);
    }

    /**
     * Reads a picture that {@link #save} wrote, or that somebody saved from a notebook's page.
     *
     * @throws UncheckedIOException if there is no such file or it cannot be read; the message has two lines for the user
     * @throws IllegalArgumentException if it holds no picture of Imagine's; likewise
     */
    public static Artwork load(Path file) {
        return ArtworkFile.read(file).artwork();
    }

    /** Whether every token is there. */
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
