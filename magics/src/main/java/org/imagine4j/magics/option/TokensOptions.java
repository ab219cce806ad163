package org.imagine4j.magics.option;

import java.util.ArrayList;
import java.util.List;
import org.imagine4j.magics.Imagine;
import org.imagine4j.magics.Prompt;
import org.imagine4j.magics.PromptTokens;
import org.imagine4j.magics.PromptTokens.Detail;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.UsageException;
import org.imagine4j.magics.notebook.Notebook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code %tokens}. */
@Command(
        name = "%" + TokensOptions.NAME,
        header = "Shows what a model reads of a prompt: how it is normalised and cut into tokens.",
        description = {
            "Options stand before or after the prompt; whatever comes after -- is part of the prompt.",
            "A prompt with choices, as in a {red|blue} cat, shows the first beside the second.",
            "The value has tables: table(), normalization(), merges(), comparison()."
        },
        footer = {
            "%tokens an armchair in the shape of an avocado",
            "%tokens --merges --all Café by the sea, 1/2 price!",
            "%tokens a cat --with \"two cats\"",
            "%tokens a {red|blue} cat",
            "var t = %tokens --negative \"text, watermark\" a poster",
            "t.table()"
        })
public final class TokensOptions extends MagicOptions {

    /** What is typed after the percent sign. */
    public static final String NAME = "tokens";

    @Parameters(arity = "0..*", paramLabel = "PROMPT", description = "What to look at; quotes are not needed.")
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
            names = "--model",
            paramLabel = "NAME",
            order = 20,
            completionCandidates = Candidates.Models.class,
            description = "Whose tokenizer: one of %%models (default " + Imagine.DEFAULT_MODEL + ").")
    private String model = Imagine.DEFAULT_MODEL;

    /**
     * What the model reads of the prompt that was typed, and what of that to show.
     *
     * @param studio whose models they are
     * @param notebook which knows the variables that prompts name
     * @throws UsageException if there is no prompt
     */
    public PromptTokens tokens(Studio studio, Notebook notebook) {
        String template = String.join(" ", words).strip();
        if (template.isEmpty()) {
            throw new UsageException(
                    "There is no prompt to look at.", "Type it behind %" + NAME + ", for example: %" + NAME + " a cat");
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
