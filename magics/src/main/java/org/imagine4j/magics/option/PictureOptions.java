package org.imagine4j.magics.option;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imagine4j.magics.Imagine;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.UsageException;
import org.imagine4j.magics.notebook.Notebook;
import picocli.CommandLine.Option;

/** How many pictures, of what size, from what, and what becomes of them; what is left out stays as the request has it. */
public final class PictureOptions {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})[x×](\\d{1,6})");
    private static final Pattern KEEP = Pattern.compile("(\\d{1,6})(?::(\\d{1,6}))?");

    /** Of these two the one that was typed last. */
    private Integer images;

    private Integer grid;

    @Option(
            names = "--picture",
            paramLabel = "I",
            order = 12,
            description = "Only picture I of the grid, from 0: with the same seed it is the same as there.")
    private Integer picture;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            order = 13,
            description =
                    "Width and height in pixels, as in 128x64. A picture larger than the model's is drawn piece by"
                            + " piece; with --from the picture grows to the right and downwards.")
    private String size;

    @Option(
            names = "--from",
            paramLabel = "PICTURE",
            order = 14,
            description = "Start from a picture: a file, a variable, or g[0] for the first picture of the generation g;"
                    + " last[0] is the first of those drawn last. Without a prompt, its own is used.")
    private String from;

    @Option(
            names = "--keep",
            paramLabel = "ROWS",
            order = 15,
            description =
                    "How many rows of tokens of that picture to keep; 3:5 keeps five tokens of the fourth row, too."
                            + " Otherwise half of them, or all if --size makes it grow.")
    private String keep;

    @Option(
            names = "--seamless",
            negatable = true,
            order = 16,
            fallbackValue = "true",
            description = "Lays the pictures of a prompt edge to edge and paints them as one, without seams.")
    private Boolean seamless;

    @Option(
            names = "--save",
            paramLabel = "PATH",
            order = 29,
            description =
                    "Saves the pictures as PNG with their recipes inside: into this folder, or as this .png file.")
    private String save;

    @Option(
            names = "--preview",
            negatable = true,
            order = 30,
            fallbackValue = "true",
            description = "Whether to show half-painted pictures while the run goes on (default: yes).")
    private Boolean preview;

    @Option(
            names = {"-n", "--images"},
            paramLabel = "N",
            order = 10,
            description =
                    "How many pictures, 1 to " + Imagine.MAX_IMAGES + " (default " + Imagine.DEFAULT_IMAGES + ").")
    void images(int number) {
        images = number;
        grid = null;
    }

    @Option(
            names = "--grid",
            paramLabel = "N",
            order = 11,
            description = "N rows of N pictures, 1 to 10: another way to say how many.")
    void grid(int rows) {
        images = null;
        grid = rows;
    }

    /** Whether to show half-painted pictures. */
    public boolean preview() {
        return preview == null || preview;
    }

    /** Where to save the pictures. */
    public Optional<Path> save() {
        return Optional.ofNullable(save).map(Path::of);
    }

    /** The picture to start from. */
    Optional<PictureReference> from() {
        return Optional.ofNullable(from).map(PictureReference::new);
    }

    /**
     * The request with everything that was said.
     *
     * @param studio which knows what was drawn last
     * @param notebook which knows the variables
     */
    Imagine applyTo(Imagine request, Studio studio, Notebook notebook) {
        Imagine asked = request;
        if (images != null) {
            asked = asked.images(images);
        }
        if (grid != null) {
            asked = rows(asked);
        }
        if (picture != null) {
            asked = asked.picture(picture);
        }
        if (seamless != null) {
            asked = asked.seamless(seamless);
        }
        if (size != null) {
            asked = sized(asked);
        }
        if (from != null) {
            asked = new PictureReference(from).start(asked, studio, notebook);
        }
        return keep == null ? asked : kept(asked);
    }

    private Imagine rows(Imagine request) {
        if (grid < 1 || grid * grid > Imagine.MAX_IMAGES) {
            throw new UsageException(
                    "grid is " + grid + "; it must be from 1 to " + (int) Math.sqrt(Imagine.MAX_IMAGES) + ".",
                    "Leave it out for 3 rows of 3 pictures.");
        }
        return request.images(grid * grid);
    }

    private Imagine sized(Imagine request) {
        Matcher numbers = SIZE.matcher(size);
        if (!numbers.matches()) {
            throw new UsageException(
                    "size is " + size + "; it must be width and height in pixels, as in 128x64.",
                    "Leave it out for the model's own size.");
        }
        return request.size(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)));
    }

    private Imagine kept(Imagine request) {
        if (from == null) {
            throw new UsageException(
                    "--keep " + keep + " needs a picture to keep something of.", "Say which with --from.");
        }
        Matcher numbers = KEEP.matcher(keep);
        if (!numbers.matches()) {
            throw new UsageException(
                    "keep is " + keep + "; it must be rows of tokens, as in 4, or rows and tokens, as in 3:5.",
                    "Leave it out for half of the picture.");
        }
        int columns = numbers.group(2) == null ? 0 : Integer.parseInt(numbers.group(2));
        return request.keep(Integer.parseInt(numbers.group(1)), columns);
    }
}
