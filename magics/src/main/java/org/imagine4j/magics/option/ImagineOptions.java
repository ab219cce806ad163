package org.imagine4j.magics.option;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.imagine4j.magics.Imagine;
import org.imagine4j.magics.Studio;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code %imagine} and {@code %%imagine}. */
@Command(
        name = "%" + ImagineOptions.NAME,
        header = "Draws pictures of a prompt and shows them as they grow.",
        description = {
            "Options stand before or after the prompt; whatever comes after -- is part of the prompt.",
            "With %%imagine each line of the cell is a prompt of its own.",
            "The value is the Generation: its pictures with their tokens and recipes."
        },
        footer = {
            "%imagine a cat on a blue background",
            "%imagine -n 4 --seed 7 --temperature 0.8 \"two dogs on a green background\"",
            "Generation g = %imagine --top-k 128 a rocket on a black background",
            "%%imagine --seed 7",
            "a cat",
            "a dog on a yellow background"
        })
public final class ImagineOptions extends MagicOptions {

    /** What is typed after the percent sign. */
    public static final String NAME = "imagine";

    @Parameters(arity = "0..*", paramLabel = "PROMPT", description = "What to draw; quotes are not needed.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = {"-n", "--images"},
            paramLabel = "N",
            order = 10,
            defaultValue = "" + Imagine.DEFAULT_IMAGES,
            description =
                    "How many pictures, 1 to " + Imagine.MAX_IMAGES + " (default " + Imagine.DEFAULT_IMAGES + ").")
    private int images;

    @Mixin
    private RecipeOptions recipe;

    @Option(
            names = "--preview",
            negatable = true,
            order = 30,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Whether to show half-painted pictures while the run goes on (default: yes).")
    private boolean preview;

    /** Whether to show half-painted pictures. */
    public boolean preview() {
        return preview;
    }

    /**
     * The request that was typed.
     *
     * @param studio where it will be made
     * @param body the cell below the magic's line, a prompt a line; empty for the line magic
     * @throws org.imagine4j.magics.UsageException if something in it is out of range or there is no prompt
     */
    public Imagine request(Studio studio, String body) {
        List<String> prompts = Stream.concat(Stream.of(String.join(" ", words)), body.lines())
                .filter(prompt -> !prompt.isBlank())
                .toList();
        return recipe.applyTo(studio.prompts(prompts).images(images));
    }
}
