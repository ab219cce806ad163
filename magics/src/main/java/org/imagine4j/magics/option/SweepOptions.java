package org.imagine4j.magics.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imagine4j.magics.Imagine;
import org.imagine4j.magics.Prompt;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.UsageException;
import org.imagine4j.magics.notebook.Notebook;
import org.imagine4j.magics.sweep.Axis;
import org.imagine4j.magics.sweep.Sweep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The options of {@code %sweep}. */
@Command(
        name = "%" + SweepOptions.NAME,
        header = "Draws a prompt with different settings and lays the pictures out side by side.",
        description = {
            "One or two of --seed, --temperature, --top-k, --top-p, --guidance, --model, --precision and --replace"
                    + " have several values, with commas between them: 0.5,1,2. Ranges of numbers are FROM:TO or"
                    + " FROM:TO:STEP: 1:9, 0.5:2:0.25. The choices of {red|blue} in the prompt count, too.",
            "What has one value, the seed included, is the same in all pictures. Pictures that were drawn before are not"
                    + " drawn again.",
            "The value is the SweepResult: table(), artwork(row, column), chart(), csv(file), save(folder)."
        },
        footer = {
            "%sweep --temperature 0.5,1,2 --guidance 1,1.5,2 a cat on a blue background",
            "%sweep --seed 1:9 a cat",
            "%sweep --replace cat,dog,bird --top-k 1,32,0 a cat on a blue background",
            "%sweep --temperature 0.5,1,2 a {red|blue} heart",
            "SweepResult s = %sweep --precision fp32,int8 --seed 1:5 a rocket"
        })
public final class SweepOptions extends MagicOptions {

    /** What is typed after the percent sign. */
    public static final String NAME = "sweep";

    private static final String REPLACE = "--replace";

    @Parameters(arity = "0..*", paramLabel = "PROMPT", description = "What to draw; quotes are not needed.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = {"-n", "--per-cell"},
            paramLabel = "N",
            order = 10,
            description = "How many pictures of everything, 1 to " + Sweep.MAX_IMAGES + " (default 1).")
    private Integer images;

    @Option(
            names = REPLACE,
            paramLabel = "WORDS",
            order = 19,
            converter = Values.Names.class,
            description = "Words with commas between them: the first is looked for in the prompt, the others take its"
                    + " place in turn. In double quotes if there are spaces.")
    private Values<String> replace;

    @Option(names = "--csv", paramLabel = "FILE", order = 29, description = "Writes the table as CSV, too.")
    private String csv;

    @Mixin
    private PictureOptions pictures;

    @Mixin
    private RecipeOptions recipe;

    @Spec
    private CommandSpec spec;

    /** Whether to show half-painted pictures. */
    public boolean preview() {
        return pictures.preview();
    }

    /** Where to save the pictures, the sheet and the table. */
    public Optional<Path> save() {
        return pictures.save();
    }

    /** Where to write the table. */
    public Optional<Path> csv() {
        return Optional.ofNullable(csv).map(Path::of);
    }

    /**
     * The sweep that was typed.
     *
     * @param studio where it will be made
     * @param notebook which knows the variables that the prompt names
     * @throws UsageException if something in it is out of range, there is no prompt, or not one or two axes
     */
    public Sweep sweep(Studio studio, Notebook notebook) {
        List<Prompt> prompts = new PromptLine(String.join(" ", words)).prompts(notebook);
        Imagine request = prompts.isEmpty() && pictures.from().isPresent()
                ? studio.variations(pictures.from().get().artwork(studio, notebook))
                : studio.draw(prompts);
        Imagine fixed = recipe.applyFixedTo(pictures.applyTo(request, studio, notebook));
        return Sweep.of(images == null ? fixed : fixed.images(images), axes());
    }

    /** In the order in which they were typed. */
    private Axis[] axes() {
        Map<String, Axis> axes = new HashMap<>(recipe.axes());
        if (replace != null) {
            axes.put(REPLACE, replacement());
        }
        List<String> typed = spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .toList();
        return axes.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> typed.indexOf(entry.getKey())))
                .map(Map.Entry::getValue)
                .toArray(Axis[]::new);
    }

    private Axis replacement() {
        if (!replace.several()) {
            throw new UsageException(
                    REPLACE + " is " + replace.typed() + ", but nothing that takes its place.",
                    "Say it with commas between, as in " + REPLACE + " cat,dog,bird.");
        }
        List<String> all = replace.all();
        return Axis.replace(all.get(0), all.subList(1, all.size()).toArray(String[]::new));
    }
}
