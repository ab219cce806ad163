package org.imagine4j.magics.option;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imagine4j.magics.Prompt;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.UsageException;
import org.imagine4j.magics.WhatIf;
import org.imagine4j.magics.notebook.Notebook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The options of {@code %whatif}. */
@Command(
        name = "%" + WhatIfOptions.NAME,
        header = "Shows a picture beside what it would be if something had been otherwise, and where they differ.",
        description = {
            "PICTURE is g[0] for the first picture of the generation g, last[0], a file that Imagine saved, or a variable.",
            "What is not changed stays as it was, the random numbers included. Rows and columns count from 0.",
            "The value has both pictures: before(), after(), and table() with the tokens that differ."
        },
        footer = {
            "%whatif g[0] --token 3:4=120",
            "%whatif g[0] --token 3:4=120 --redraw",
            "%whatif g[0] --swap cat=dog",
            "%whatif g[0] --from-row 4 --temperature 2 --prompt \"a dog\"",
            "%whatif g[0] --weight crown=1.5",
            "var w = %whatif last[0] --seed 8"
        })
public final class WhatIfOptions extends MagicOptions {

    /** What is typed after the percent sign. */
    public static final String NAME = "whatif";

    private static final Pattern TOKEN = Pattern.compile("(\\d{1,6}):(\\d{1,6})=(\\d{1,6})");

    @Parameters(arity = "0..1", paramLabel = "PICTURE", description = "Which picture.")
    private String picture;

    @Option(
            names = "--token",
            paramLabel = "ROW:COLUMN=CODE",
            order = 10,
            description = "Another token at a place, as in 3:4=120. Only the pixels are painted anew unless something"
                    + " else is asked for. May be given several times.")
    private List<String> tokens = new ArrayList<>();

    @Option(
            names = "--redraw",
            order = 11,
            description = "Draw all that follows the first changed token anew, with the same random numbers.")
    private boolean redraw;

    @Option(
            names = "--from-row",
            paramLabel = "ROW",
            order = 12,
            description = "Draw anew from this row on; what is above is kept.")
    private Integer fromRow;

    @Option(
            names = "--swap",
            paramLabel = "WORD=OTHER",
            order = 13,
            description = "Another word in the prompt, as in cat=dog. May be given several times.")
    private List<String> swaps = new ArrayList<>();

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            order = 14,
            description = "Another prompt, in double quotes if it has several words.")
    private String prompt;

    @Mixin
    private RecipeOptions recipe;

    @Mixin
    private WeightOptions weights;

    @Spec
    private CommandSpec spec;

    /**
     * The question that was typed.
     *
     * @param studio where it is answered
     * @param notebook which knows the variables
     * @throws UsageException if something in it makes no sense
     */
    public WhatIf whatIf(Studio studio, Notebook notebook) {
        if (picture == null) {
            throw new UsageException(
                    "There is no picture to change.",
                    "Name one, and what is changed: %" + NAME + " last[0] --swap cat=dog");
        }
        WhatIf whatIf = studio.whatIf(new PictureReference(picture).artwork(studio, notebook));
        for (String token : tokens) {
            whatIf = token(whatIf, token);
        }
        if (redraw) {
            whatIf = whatIf.redraw();
        }
        if (fromRow != null) {
            whatIf = whatIf.fromRow(fromRow);
        }
        if (prompt != null) {
            whatIf = whatIf.prompt(prompt(notebook));
        }
        for (String swap : swaps) {
            whatIf = swap(whatIf, swap);
        }
        return setsSomething() ? whatIf.with(request -> weights.applyTo(recipe.applyTo(request))) : whatIf;
    }

    private boolean setsSomething() {
        CommandSpec settings = spec.mixins().get("recipe");
        return weights.given()
                || spec.commandLine().getParseResult().matchedOptions().stream()
                        .anyMatch(option -> settings.findOption(option.longestName()) != null);
    }

    private static WhatIf token(WhatIf whatIf, String typed) {
        Matcher numbers = TOKEN.matcher(typed);
        if (!numbers.matches()) {
            throw new UsageException(
                    "token is " + typed + "; it must be a row, a column and a code, as in 3:4=120.",
                    "Rows and columns count from 0, from the top left.");
        }
        return whatIf.token(
                Integer.parseInt(numbers.group(1)),
                Integer.parseInt(numbers.group(2)),
                Integer.parseInt(numbers.group(3)));
    }

    private static WhatIf swap(WhatIf whatIf, String typed) {
        int sign = typed.indexOf('=');
        if (sign < 1) {
            throw new UsageException(
                    "swap is " + typed + "; it must be a word of the prompt and another one, as in cat=dog.",
                    "For another prompt altogether there is --prompt.");
        }
        return whatIf.swap(typed.substring(0, sign), typed.substring(sign + 1));
    }

    private Prompt prompt(Notebook notebook) {
        List<Prompt> prompts = new PromptLine(prompt).prompts(notebook);
        if (prompts.size() != 1) {
            throw new UsageException(
                    "\"" + prompt + "\" is " + prompts.size() + " prompts.", "Ask for one after the other.");
        }
        return prompts.get(0);
    }
}
