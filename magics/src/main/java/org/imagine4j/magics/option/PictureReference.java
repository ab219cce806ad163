package org.imagine4j.magics.option;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imagine4j.inference.Artwork;
import org.imagine4j.inference.ArtworkFile;
import org.imagine4j.inference.Generation;
import org.imagine4j.magics.Alternative;
import org.imagine4j.magics.Imagine;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.UsageException;
import org.imagine4j.magics.gallery.GalleryId;
import org.imagine4j.magics.notebook.Notebook;

/**
 * A picture as somebody types it: a file, {@code g[0]} for a picture of a generation, {@code last[0]} for one of those
 * drawn last, {@code 12.3} for one of the gallery, or any Java expression whose value is a picture.
 *
 * @param typed what was typed
 */
public record PictureReference(String typed) {

    private static final Pattern ELEMENT = Pattern.compile("([\\p{L}_$][\\p{L}\\p{N}_$]*)\\[(\\d{1,6})]");

    /** Stands for the pictures that were drawn last. */
    private static final String LAST = "last";

    /** A Java expression that is more than a name: {@code (cat)}, {@code g.artwork(0)}. */
    private static final Pattern EXPRESSION =
            Pattern.compile("\\(\\S+\\)|[\\p{L}_$][\\p{L}\\p{N}_$]*\\.[\\p{L}_$]\\S*");

    private static final Pattern PICTURE_FILE = Pattern.compile("(?i).*\\.(png|jpe?g)");

    /**
     * What was found.
     *
     * @param image its pixels
     * @param artwork the same with recipe and tokens, if they are known
     */
    private record Found(BufferedImage image, Optional<Artwork> artwork) {

        static Found of(Artwork artwork) {
            return new Found(artwork.image(), Optional.of(artwork));
        }
    }

    /**
     * Whether it must be meant as a picture where a prompt could stand, too: {@code g[0]}, {@code last}, {@code 12.3},
     * a file, or an expression in parentheses or with a dot that is a picture. A variable's name alone is a prompt.
     *
     * @param notebook which knows the variables
     */
    boolean isMeantIn(Notebook notebook) {
        if (ELEMENT.matcher(typed).matches() || typed.equals(LAST) || GalleryId.isPicture(typed)) {
            return true;
        }
        if (PICTURE_FILE.matcher(typed).matches() && file().isPresent()) {
            return true;
        }
        return EXPRESSION.matcher(typed).matches()
                && notebook.value(typed).filter(PictureReference::isPicture).isPresent();
    }

    private static boolean isPicture(Object value) {
        return value instanceof Artwork
                || value instanceof Generation
                || value instanceof BufferedImage
                || value instanceof Path;
    }

    /**
     * All pictures of a generation, or the one picture, with tokens and recipes.
     *
     * @throws UsageException if there is no such picture, or it is one without a recipe
     */
    List<Artwork> artworks(Studio studio, Notebook notebook) {
        if (typed.equals(LAST)) {
            return last(studio).artworks();
        }
        boolean name = !ELEMENT.matcher(typed).matches() && file().isEmpty();
        return name
                        && notebook.value(typed).orElse(null) instanceof Generation several
                        && !several.artworks().isEmpty()
                ? several.artworks()
                : List.of(artwork(studio, notebook));
    }

    /**
     * The picture, with its tokens and recipe.
     *
     * @param studio which knows what was drawn last
     * @param notebook which knows the variables
     * @throws UsageException if there is no such picture, or it is one without a recipe
     */
    public Artwork artwork(Studio studio, Notebook notebook) {
        return find(studio, notebook)
                .artwork()
                .orElseThrow(() -> new UsageException(
                        typed + " does not say how it was made.",
                        "Name a picture that Imagine drew, such as " + LAST + "[0]."));
    }

    /** The request, starting from the picture. */
    Imagine start(Imagine request, Studio studio, Notebook notebook) {
        return apply(studio, notebook, request::from, request::from);
    }

    /**
     * What is made of the picture.
     *
     * @param ofArtwork if its recipe and tokens are known
     * @param ofImage if it is just any picture
     */
    <T> T apply(Studio studio, Notebook notebook, Function<Artwork, T> ofArtwork, Function<BufferedImage, T> ofImage) {
        Found found = find(studio, notebook);
        return found.artwork().map(ofArtwork).orElseGet(() -> ofImage.apply(found.image()));
    }

    private Found find(Studio studio, Notebook notebook) {
        Matcher element = ELEMENT.matcher(typed);
        if (element.matches()) {
            return Found.of(element(element.group(1), Integer.parseInt(element.group(2)), studio, notebook));
        }
        if (typed.equals(LAST)) {
            return Found.of(only(last(studio)));
        }
        if (GalleryId.isPicture(typed)) {
            return Found.of(studio.gallery().open(typed));
        }
        return file().map(PictureReference::read)
                .or(() -> notebook.value(typed).map(this::picture))
                .orElseThrow(this::unknown);
    }

    private Artwork element(String name, int index, Studio studio, Notebook notebook) {
        Object several = name.equals(LAST) ? last(studio) : notebook.value(name).orElseThrow(this::unknown);
        if (several instanceof Generation generation) {
            if (index >= generation.size()) {
                throw new UsageException(
                        "There is no " + typed + ".",
                        name + " has " + generation.size() + " pictures, counted from 0.");
            }
            return generation.artwork(index);
        }
        Object one = several instanceof List<?> list && index < list.size() ? list.get(index) : null;
        if (one instanceof Artwork artwork) {
            return artwork;
        }
        throw unknown();
    }

    private static Generation last(Studio studio) {
        return studio.latest()
                .orElseThrow(
                        () -> new UsageException("Nothing has been drawn yet.", "Draw something with %imagine first."));
    }

    private Artwork only(Generation generation) {
        if (generation.size() != 1) {
            throw new UsageException(
                    typed + " is " + generation.size() + " pictures.", "Name one of them: " + typed + "[0].");
        }
        return generation.artwork(0);
    }

    private Optional<Path> file() {
        try {
            return Optional.of(Path.of(typed)).filter(Files::isRegularFile);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Found read(Path file) {
        return ArtworkFile.find(file)
                .map(found -> Found.of(found.artwork()))
                .orElseGet(() -> new Found(ArtworkFile.image(file), Optional.empty()));
    }

    private Found picture(Object value) {
        if (value instanceof Artwork artwork) {
            return Found.of(artwork);
        }
        if (value instanceof Generation generation) {
            return Found.of(only(generation));
        }
        if (value instanceof Alternative alternative) {
            return Found.of(alternative.after());
        }
        if (value instanceof BufferedImage image) {
            return new Found(image, Optional.empty());
        }
        if (value instanceof Path path) {
            return read(path);
        }
        throw unknown();
    }

    private UsageException unknown() {
        return new UsageException(
                "\"" + typed + "\" is neither a picture's file nor a picture.",
                "Give a PNG or JPEG file, a variable that holds a picture, g[0] for one of a generation, " + LAST
                        + "[0], or 12.3 for one of the gallery.");
    }
}
