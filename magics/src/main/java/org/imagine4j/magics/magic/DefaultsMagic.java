package org.imagine4j.magics.magic;

import java.util.List;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.notebook.Notebook;
import org.imagine4j.magics.option.DefaultsOptions;
import org.imagine4j.magics.option.ImagineOptions;
import org.imagine4j.magics.render.NoteView;

/** {@code %imagine_defaults}: sets, shows and forgets what is set for all magics that draw. */
public final class DefaultsMagic extends Magic<DefaultsOptions, Void> {

    private final Defaults defaults;

    public DefaultsMagic(Studio studio, Defaults defaults) {
        super(studio);
        this.defaults = defaults;
    }

    @Override
    protected DefaultsOptions options() {
        return new DefaultsOptions();
    }

    @Override
    protected List<String> complete(List<String> arguments) {
        return defaults.before(arguments);
    }

    @Override
    protected Void run(DefaultsOptions options, Notebook notebook, String body) {
        if (options.reset()) {
            defaults.set(List.of());
        } else {
            options.check(studio, notebook);
            defaults.set(options.given());
        }
        notebook.display(
                defaults.words().isEmpty()
                        ? new NoteView("%" + ImagineOptions.NAME
                                + " draws as the model's authors recommend, but for what" + " is typed.")
                        : new NoteView(
                                "%" + ImagineOptions.NAME + " draws with "
                                        + String.join(" ", defaults.words()).replace('=', ' ')
                                        + " unless something else is typed.",
                                List.of("%" + DefaultsOptions.NAME + " --reset forgets it")));
        return null;
    }
}
