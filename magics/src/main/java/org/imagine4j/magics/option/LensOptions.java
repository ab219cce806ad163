package org.imagine4j.magics.option;

import java.util.ArrayList;
import java.util.List;
import org.imagine4j.magics.Lens;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.UsageException;
import org.imagine4j.magics.notebook.Notebook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The options of {@code %lens}. */
@Command(
        name = "%" + LensOptions.NAME,
        header = "Shows a picture as each layer of the decoder would already have drawn it (the logit lens).",
        description = {
            "Every layer gets the picture's own tokens to read, so what it would choose is for the next place alone.",
            "The value has tables: table() with a row for each layer, choices() with one for each layer and place."
        },
        footer = {"%lens g[0]", "%lens last[0]", "var l = %lens cat.png", "l.table()"})
public final class LensOptions extends MagicOptions {

    /** What is typed after the percent sign. */
    public static final String NAME = "lens";

    @Parameters(
            arity = "0..*",
            paramLabel = "PICTURE",
            description = "Which picture: g[0], last[0], a saved file, or a variable.")
    private List<String> words = new ArrayList<>();

    /**
     * What the layers of the model would have drawn.
     *
     * @throws UsageException if no picture was named, or there is no such picture
     */
    public Lens lens(Studio studio, Notebook notebook) {
        String typed = String.join(" ", words).strip();
        if (typed.isEmpty()) {
            throw new UsageException(
                    "There is no picture to look at.",
                    "Name it behind %" + NAME + ", for example: %" + NAME + " last[0]");
        }
        return studio.lens(new PictureReference(typed).artwork(studio, notebook));
    }
}
