package org.imagine4j.magics.option;

import java.util.ArrayList;
import java.util.List;
import org.imagine4j.magics.ImageTokens;
import org.imagine4j.magics.Imagine;
import org.imagine4j.magics.Prompt;
import org.imagine4j.magics.PromptTokens;
import org.imagine4j.magics.PromptTokens.Detail;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.TokenMeasure;
import org.imagine4j.magics.Tokens;
import org.imagine4j.magics.UsageException;
import org.imagine4j.magics.notebook.Notebook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code %tokens}. */
@Command(
        name = "%" + TokensOptions.NAME,
        header = "Shows what a model reads of a prompt, or the image tokens of a picture and how they came about.",
        description = {
            "A picture is named as g[0], last[0], a saved file, or an expression in parentheses; all else is a prompt.",
            "Options stand before or after the prompt; whatever comes after -- is part of the prompt.",
            "A prompt with choices, as in a {red|blue} cat, shows the first beside the second.",
            "The value has a table(), its ofPrompt() also normalization(), merges() and comparison(); ofPicture()"
                    + " has candidates() and a chart()."
        },
        footer = {
            "%tokens an armchair in the shape of an avocado",
            "%tokens --merges --all Café by the sea, 1/2 price!",
            "%tokens a cat --with \"two cats\"",
            "%tokens a {red|blue} cat",
            "var t = %tokens --negative \"text, watermark\" a poster",
            "t.table()",
            "%tokens g[0]",
            "%tokens --map surprise last[0]"
        })
public final class TokensOptions extends MagicOptions {

    /** What is typed after the percent sign. */
    public static final String NAME = "tokens";

    @Parameters(
            arity = "0..*",
            paramLabel = "PROMPT",
            description = "What to look at; quotes are not needed. Or a picture, as in g[0].")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--with",
            paramLabel = "TEXT",
            order = 10,
            description = "Another prompt to compare with, in double quotes if it has several words.")
    private String other;

    @Option(
            names = "--negative",
            paramLabel = "TEXT",
            order = 11,
            description = "What to steer away from, in double quotes if it has several words: what the unconditional"
                    + " lane reads instead of nothing.")
    private String negative = "";

    @Option(names = "--merges", order = 12, description = "Also show how each word's bytes were merged, step by step.")
    private boolean merges;

    @Option(names = "--all", order = 13, description = "Also show the steps of the normaliser that changed nothing.")
    private boolean all;

    @Option(
            names = "--map",
            paramLabel = "MAP",
            order = 14,
            completionCandidates = Candidates.Maps.class,
            description = "Which heat map of a picture to show first: probability, entropy, surprise, guidance or rank"
                    + " (default entropy).")
    private String map;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            order = 20,
            completionCandidates = Candidates.Models.class,
            description = "Whose tokenizer: one of %%models (default " + Imagine.DEFAULT_MODEL + ").")
    private String model = Imagine.DEFAULT_MODEL;

    /**
     * The tokens that were asked for, and what of them to show.
     *
     * @param studio whose models they are
     * @param notebook which knows the variables that prompts and pictures are in
     * @throws UsageException if there is no prompt and no picture, or an option is for the other one
     */
    public Tokens tokens(Studio studio, Notebook notebook) {
        String typed = String.join(" ", words).strip();
        if (typed.isEmpty()) {
            throw new UsageException(
                    "There is no prompt to look at.", "Type it behind %" + NAME + ", for example: %" + NAME + " a cat");
        }
        PictureReference picture = new PictureReference(typed);
        return picture.isMeantIn(notebook) ? ofPicture(picture, studio, notebook) : ofPrompt(typed, studio, notebook);
    }

    private ImageTokens ofPicture(PictureReference picture, Studio studio, Notebook notebook) {
        if (other != null || merges || all) {
            throw new UsageException(
                    (other != null ? "--with" : merges ? "--merges" : "--all") + " is for prompts, but "
                            + picture.typed() + " is a picture.",
                    "Leave it out.");
        }
        TokenMeasure first = map == null ? TokenMeasure.ENTROPY : TokenMeasure.named(map);
        return studio.tokens(picture.artwork(studio, notebook)).showing(first);
    }

    private PromptTokens ofPrompt(String template, Studio studio, Notebook notebook) {
        if (map != null) {
            throw new UsageException(
                    "--map is for pictures, but " + "\"" + template + "\"" + " is a prompt.",
                    "Name a picture: last[0], g[0], a file, or an expression in parentheses.");
        }
        List<String> prompts = new ArrayList<>(texts(template, notebook));
        if (other != null) {
            prompts.addAll(1, texts(other, notebook));
        }
        PromptTokens tokens = studio.tokens(model, prompts.get(0), negative.strip());
        if (prompts.size() > 1) {
            tokens = tokens.with(studio.tokens(model, prompts.get(1), ""));
        }
        if (merges) {
            tokens = tokens.showing(Detail.MERGES);
        }
        return all ? tokens.showing(Detail.ALL_STEPS) : tokens;
    }

    private static List<String> texts(String template, Notebook notebook) {
        return new PromptLine(template)
                .prompts(notebook).stream().map(Prompt::text).toList();
    }
}
