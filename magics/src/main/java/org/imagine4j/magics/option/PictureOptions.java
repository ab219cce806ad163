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

/** Of what size pictures are, from what, and what becomes of them; what is left out stays as the request has it. */
public final class PictureOptions {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})[x×](\\d{1,6})");
    private static final Pattern KEEP = Pattern.compile("(\\d{1,6})(?::(\\d{1,6}))?");

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
                    "Width and height in pixels, as in 256x128. A picture larger than the model's is drawn piece by"
                            + " piece; with --from the picture grows to the right and downwards.")
    private String size;

    @Option(
            names = "--from",
            paramLabel = "PICTURE",
            order = 14,
            description =
                    "Start from a picture: a file, a variable, or g[0] for the first picture of the generation g;"
                            + " last[0] is the first of those drawn last, 12.3 one of %%gallery. Without a prompt, its own is used.")
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
        if (picture != null) {
            asked = asked.picture(picture);
        }
        if (size != null) {
            asked = sized(asked);
        }
        if (from != null) {
            asked = new PictureReference(from).start(asked, studio, notebook);
        }
        return keep == null ? asked : kept(asked);
    }

    private Imagine sized(Imagine request) {
        Matcher numbers = SIZE.matcher(size);
        if (!numbers.matches()) {
            throw new UsageException(
                    "size is " + size + "; it must be width and height in pixels, as in 256x128.",
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
