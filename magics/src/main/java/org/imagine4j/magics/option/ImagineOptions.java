package org.imagine4j.magics.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imagine4j.magics.Imagine;
import org.imagine4j.magics.Prompt;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.notebook.Notebook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The options of {@code %imagine} and {@code %%imagine}. */
@Command(
        name = "%" + ImagineOptions.NAME,
        header = "Draws pictures of a prompt and shows them as they grow.",
        description = {
            "Options stand before or after the prompt; whatever comes after -- is part of the prompt.",
            "With %%imagine each line of the cell is a prompt of its own.",
            "{red|blue} in a prompt stands for each of its choices in turn, {name} for a Java variable.",
            "The value is the Generation: its pictures with their tokens and recipes."
        },
        footer = {
            "%imagine a cat on a blue background",
            "%imagine -n 4 --seed 7 --temperature 0.8 \"two dogs on a green background\"",
            "%imagine -n 2 a {cat|dog} on a {red|blue} background",
            "Generation g = %imagine --top-k 128 a rocket on a black background",
            "%imagine --from g[0] --keep 4",
            "%imagine -n 16 --best 4 a cat wearing a crown",
            "%%imagine --seed 7",
            "a cat",
            "a dog on a yellow background"
        })
public final class ImagineOptions extends MagicOptions {

    /** What is typed after the percent sign. */
    public static final String NAME = "imagine";

    @Parameters(arity = "0..*", paramLabel = "PROMPT", description = "What to draw; quotes are not needed.")
    private List<String> words = new ArrayList<>();

    @Mixin
    private GridOptions grid;

    @Mixin
    private RankOptions rank;

    @Mixin
    private PictureOptions pictures;

    @Mixin
    private RecipeOptions recipe;

    @Mixin
    private WeightOptions weights;

    /** Whether to show half-painted pictures. */
    public boolean preview() {
        return pictures.preview();
    }

    /** Where to save the pictures. */
    public Optional<Path> save() {
        return pictures.save();
    }

    /**
     * The request that was typed.
     *
     * @param studio where it will be made
     * @param notebook which knows the variables that prompts name
     * @param body the cell below the magic's line, a prompt a line; empty for the line magic
     * @throws org.imagine4j.magics.UsageException if something in it is out of range or there is no prompt
     */
    public Imagine request(Studio studio, Notebook notebook, String body) {
        List<Prompt> prompts = Stream.concat(Stream.of(String.join(" ", words)), body.lines())
                .flatMap(line -> new PromptLine(line).prompts(notebook).stream())
                .toList();
        Imagine request = prompts.isEmpty() && pictures.from().isPresent()
                ? studio.variations(pictures.from().get().artwork(studio, notebook))
                : studio.draw(prompts);
        return weights.applyTo(recipe.applyTo(pictures.applyTo(rank.applyTo(grid.applyTo(request)), studio, notebook)));
    }
}
