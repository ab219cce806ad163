package org.imagine4j.magics.magic;

import org.imagine4j.magics.Studio;
import org.imagine4j.magics.notebook.Notebook;
import org.imagine4j.magics.option.ModelsOptions;
import org.imagine4j.magics.render.ModelsView;

/** {@code %models}: lists the models that are there. */
public final class ModelsMagic extends Magic<ModelsOptions, Void> {

    private final Studio studio;

    public ModelsMagic(Studio studio) {
        this.studio = studio;
    }

    @Override
    protected ModelsOptions options() {
        return new ModelsOptions();
    }

    @Override
    protected Void run(ModelsOptions options, Notebook notebook, String body) {
        notebook.display(new ModelsView(studio.models()));
        return null;
    }
}
