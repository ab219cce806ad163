package org.imagine4j.magics.magic;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.live.LiveSweep;
import org.imagine4j.magics.notebook.Notebook;
import org.imagine4j.magics.option.SweepOptions;
import org.imagine4j.magics.sweep.SweepResult;

/** {@code %sweep}: draws a prompt with different settings, side by side. */
public final class SweepMagic extends Magic<SweepOptions, SweepResult> {

    private final Defaults defaults;

    /** @param defaults what is set unless something else is typed */
    public SweepMagic(Studio studio, Defaults defaults) {
        super(studio);
        this.defaults = defaults;
    }

    @Override
    protected SweepOptions options() {
        return new SweepOptions();
    }

    /** Of the defaults those that mean something here: how many pictures of a prompt does not. */
    @Override
    protected List<String> complete(List<String> arguments) {
        return defaults.before(arguments, usage().spec().optionsMap().keySet());
    }

    @Override
    protected SweepResult run(SweepOptions options, Notebook notebook, String body) {
        return new LiveSweep(notebook, options.preview())
                .present(options.sweep(studio, notebook), result -> written(options, result));
    }

    /** Saves what is wanted. What goes wrong must not lose the pictures, so it is said beside them. */
    private static SweepResult written(SweepOptions options, SweepResult result) {
        if (result.pictures().isEmpty()) {
            return result;
        }
        SweepResult saved =
                written(result, options.save(), target -> result.save(target).get(0));
        return written(saved, options.csv(), result::csv);
    }

    private static SweepResult written(SweepResult result, Optional<Path> target, UnaryOperator<Path> write) {
        if (target.isEmpty()) {
            return result;
        }
        try {
            return result.withNote("saved as " + write.apply(target.get()));
        } catch (UncheckedIOException e) {
            return result.withNote("not saved: " + e.getMessage());
        }
    }
}
