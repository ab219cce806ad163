package org.imagine4j.magics.magic;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
    private static List<String> written(SweepOptions options, SweepResult result) {
        List<String> notes = new ArrayList<>();
        if (!result.pictures().isEmpty()) {
            write(options.save(), target -> result.save(target).get(0)).ifPresent(notes::add);
            write(options.csv(), result::csv).ifPresent(notes::add);
        }
        return notes;
    }

    private static Optional<String> write(Optional<Path> target, Function<Path, Path> write) {
        try {
            return target.map(write).map(file -> "saved as " + file);
        } catch (UncheckedIOException e) {
            return Optional.of("not saved: " + e.getMessage());
        }
    }
}
