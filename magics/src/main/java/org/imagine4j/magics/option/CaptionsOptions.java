package org.imagine4j.magics.option;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.imagine4j.magics.Captions;
import org.imagine4j.magics.Imagine;
import org.imagine4j.magics.Prompt;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.UsageException;
import org.imagine4j.magics.notebook.Notebook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code %captions} and {@code %%captions}. */
@Command(
        name = "%" + CaptionsOptions.NAME,
        header = "Which caption fits a picture best, by how likely the model finds the picture under each.",
        description = {
            "PICTURE is g[0] for the first picture of the generation g, last[0], a file or a variable.",
            "Any picture's file will do: the model reads it through its VQGAN encoder, as it reads its own.",
            "Each caption stands in double quotes if it has several words; with %%captions each line of the cell is one.",
            "{cat|dog} in a caption stands for each of its choices in turn.",
            "The value has the numbers: table(), best()."
        },
        footer = {
            "%captions g[0] \"a cat\" \"a dog wearing a hat\"",
            "%captions photo.png \"a {cat|dog} on a {red|blue} background\"",
            "var c = %captions last[0] cat dog tree",
            "%%captions g[0]",
            "a cat",
            "a dog on a yellow background"
        })
public final class CaptionsOptions extends MagicOptions {

    /** What is typed after the percent sign. */
    public static final String NAME = "captions";

    @Parameters(index = "0", arity = "0..1", paramLabel = "PICTURE", description = "Which picture.")
    private String picture;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "CAPTION", description = "What it may show.")
    private List<String> captions = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "NAME",
            order = 20,
            completionCandidates = Candidates.Models.class,
            description = "Who is asked: one of %%models. Otherwise the model that drew the picture, or "
                    + Imagine.DEFAULT_MODEL + ".")
    private String model;

    /**
     * What the model says to the captions that were typed.
     *
     * @param studio whose models they are
     * @param notebook which knows the variables
     * @param body the cell below the magic's line, a caption a line; empty for the line magic
     * @throws UsageException if there is no picture or no caption
     */
    public Captions captions(Studio studio, Notebook notebook, String body) {
        if (picture == null) {
            throw new UsageException(
                    "There is no picture to look at.",
                    "Name one, and captions for it: %" + NAME + " last[0] \"a cat\" \"a dog\"");
        }
        List<String> typed = Stream.concat(captions.stream(), body.lines())
                .filter(caption -> !caption.isBlank())
                .flatMap(caption -> new PromptLine(caption).prompts(notebook).stream())
                .map(Prompt::text)
                .distinct()
                .toList();
        if (typed.isEmpty()) {
            throw new UsageException(
                    "There is no caption to compare.",
                    "Write them behind the picture: %" + NAME + " " + picture + " \"a cat\" \"a dog\"");
        }
        PictureReference reference = new PictureReference(picture);
        return reference.apply(
                studio,
                notebook,
                artwork ->
                        model == null || model.equals(artwork.recipe().model().name())
                                ? studio.compareCaptions(artwork, typed)
                                : studio.compareCaptions(artwork.image(), model, typed),
                image -> studio.compareCaptions(image, model == null ? Imagine.DEFAULT_MODEL : model, typed));
    }
}
