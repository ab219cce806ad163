package org.imagine4j.magics.option;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imagine4j.magics.Atlas;
import org.imagine4j.magics.Imagine;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.UsageException;
import org.imagine4j.magics.notebook.Notebook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code %codebook}. */
@Command(
        name = "%" + CodebookOptions.NAME,
        header = "Shows what image tokens look like, which of them pictures use most, and how far they are apart.",
        description = {
            "Without anything: the codes used most in what was drawn last, or the first of the codebook.",
            "At most " + Atlas.MAX_CODES + " codes are shown. The value has tables: table(), distanceTable()."
        },
        footer = {"%codebook", "%codebook g[0]", "%codebook g", "%codebook 17", "%codebook 64-127"})
public final class CodebookOptions extends MagicOptions {

    /** What is typed after the percent sign. */
    public static final String NAME = "codebook";

    private static final Pattern CODES = Pattern.compile("(\\d{1,8})(?:\\s*[-–]\\s*(\\d{1,8}))?");

    @Parameters(
            arity = "0..*",
            paramLabel = "WHAT",
            description = "A picture (g[0], last[0], a file), a generation, a code (17), or several (64-127).")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "NAME",
            order = 20,
            completionCandidates = Candidates.Models.class,
            description = "Whose codebook, unless a picture says it: one of %%models (default " + Imagine.DEFAULT_MODEL
                    + ").")
    private String model = Imagine.DEFAULT_MODEL;

    /**
     * The codes that were asked for.
     *
     * @throws UsageException if there are no such codes or pictures
     */
    public Atlas atlas(Studio studio, Notebook notebook) {
        String typed = String.join(" ", words).strip();
        Matcher codes = CODES.matcher(typed);
        if (codes.matches()) {
            int first = Integer.parseInt(codes.group(1));
            return codes.group(2) == null
                    ? studio.codebook(model, first)
                    : studio.codebook(model, first, Integer.parseInt(codes.group(2)));
        }
        if (!typed.isEmpty()) {
            return studio.codebook(new PictureReference(typed).artworks(studio, notebook));
        }
        return studio.latest()
                .map(latest -> studio.codebook(latest.artworks()))
                .orElseGet(() -> studio.codebook(model, 0, Atlas.MAX_CODES - 1));
    }
}
