package org.imagine4j.magics.magic;

import java.util.List;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.notebook.Notebook;
import org.imagine4j.magics.option.MagicOptions;
import org.imagine4j.magics.option.Usage;

/**
 * A command of a notebook, {@code %name} on a line or {@code %%name} on top of a cell.
 *
 * @param <O> its options, which also declare its name, summary and examples
 * @param <T> its value
 */
public abstract class Magic<O extends MagicOptions, T> {

    /** Where pictures are made and models are. */
    protected final Studio studio;

    /** @param studio where pictures are made and models are */
    protected Magic(Studio studio) {
        this.studio = studio;
    }

    /** Fresh options for one call. */
    protected abstract O options();

    /**
     * Does the magic's work.
     *
     * @param body the cell below the magic's line; empty for a line magic
     * @return the magic's value, null if it has none
     * @throws org.imagine4j.magics.UsageException if the options are not valid together
     */
    protected abstract T run(O options, Notebook notebook, String body);

    /**
     * What is parsed, where it is more than what was typed.
     *
     * @param arguments the words after the magic's name
     */
    protected List<String> complete(List<String> arguments) {
        return arguments;
    }

    /** How it is called, for help and for those who list magics. */
    public final Usage<O> usage() {
        return new Usage<>(options(), studio);
    }

    /**
     * Runs the magic, or shows its help where that is asked for.
     *
     * @param arguments the words after the magic's name
     * @param body the cell below the magic's line; empty for a line magic
     * @return the magic's value, null if it has none or help was shown
     * @throws org.imagine4j.magics.UsageException if the arguments make no sense; the message says what to do
     */
    public final T call(Notebook notebook, List<String> arguments, String body) {
        Usage<O> usage = usage();
        O options = usage.parse(complete(arguments));
        if (options.help()) {
            notebook.display(usage.help());
            return null;
        }
        return run(options, notebook, body);
    }
}
