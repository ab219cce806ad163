package org.imagine4j.magics.magic;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.imagine4j.inference.Generation;
import org.imagine4j.magics.Imagine;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.live.LivePresenter;
import org.imagine4j.magics.notebook.Notebook;
import org.imagine4j.magics.option.ImagineOptions;
import org.imagine4j.magics.option.RankOptions;
import org.imagine4j.models.ModelKind;

/** {@code %imagine}: draws pictures of a prompt; {@code %%imagine}: of a prompt a line. */
public final class ImagineMagic extends Magic<ImagineOptions, Generation> {

    private final Defaults defaults;

    /** @param defaults what is set unless something else is typed */
    public ImagineMagic(Studio studio, Defaults defaults) {
        super(studio);
        this.defaults = defaults;
    }

    @Override
    protected List<String> complete(List<String> arguments) {
        return RankOptions.attached(defaults.before(arguments), this::scorers);
    }

    /** All that anybody may name, also those that could be pulled. */
    private List<String> scorers() {
        return studio.store().list().stream()
                .filter(info -> info.kind() == ModelKind.SCORER)
                .map(info -> info.card().name())
                .toList();
    }

    @Override
    protected ImagineOptions options() {
        return new ImagineOptions();
    }

    @Override
    protected Generation run(ImagineOptions options, Notebook notebook, String body) {
        Imagine request = options.request(studio, notebook, body);
        return new LivePresenter(studio, notebook, options.preview())
                .present(request, generation -> saved(options, generation));
    }

    /** Saves them where that is wanted. What goes wrong must not lose the pictures, so it is said beside them. */
    private static Generation saved(ImagineOptions options, Generation generation) {
        if (options.save().isEmpty() || generation.artworks().isEmpty()) {
            return generation;
        }
        try {
            List<Path> files = generation.save(options.save().get());
            String more = files.size() == 1 ? "" : " and " + (files.size() - 1) + " more";
            return generation.withNote("saved as " + files.get(0) + more);
        } catch (UncheckedIOException e) {
            return generation.withNote("not saved: " + e.getMessage());
        }
    }
}
