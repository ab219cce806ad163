package org.imagine4j.magics.option;

import java.util.Comparator;
import java.util.List;
import org.imagine4j.magics.Imagine;
import org.imagine4j.magics.Prompt;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.notebook.Notebook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of {@code %imagine_defaults}. */
@Command(
        name = "%" + DefaultsOptions.NAME,
        header = "Sets options for all that is drawn from now on; alone, it shows them.",
        description = "What is typed after %imagine or %sweep still counts for more.",
        footer = {
            "%imagine_defaults --model emoji-mini --grid 2",
            "%imagine_defaults --temperature 0.8",
            "%imagine_defaults",
            "%imagine_defaults --reset"
        })
public final class DefaultsOptions extends MagicOptions {

    /** What is typed after the percent sign. */
    public static final String NAME = "imagine_defaults";

    @Mixin
    private GridOptions grid;

    @Mixin
    private PictureOptions pictures;

    @Mixin
    private RecipeOptions recipe;

    @Option(names = "--reset", order = 40, description = "Forget all of them.")
    private boolean reset;

    @Spec
    private CommandSpec spec;

    /** The options that were given, each as one word with its value, in the order of the help page. */
    public List<String> given() {
        return spec.commandLine().getParseResult().matchedOptions().stream()
                .sorted(Comparator.comparingInt(OptionSpec::order))
                .map(option -> option.longestName() + "="
                        + option.stringValues().get(option.stringValues().size() - 1))
                .toList();
    }

    /** Whether to forget all that is set. */
    public boolean reset() {
        return reset;
    }

    /**
     * Looks whether something could be drawn with these options.
     *
     * @throws RuntimeException if not; the message says why
     */
    public void check(Studio studio, Notebook notebook) {
        Imagine request = grid.applyTo(studio.draw(List.of(Prompt.of("anything"))));
        studio.plan(recipe.applyTo(pictures.applyTo(request, studio, notebook)));
    }
}
