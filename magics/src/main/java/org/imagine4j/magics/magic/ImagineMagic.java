package org.imagine4j.magics.magic;

import org.imagine4j.inference.Generation;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.live.LivePresenter;
import org.imagine4j.magics.notebook.Notebook;
import org.imagine4j.magics.option.ImagineOptions;

/** {@code %imagine}: draws pictures of a prompt; {@code %%imagine}: of a prompt a line. */
public final class ImagineMagic extends Magic<ImagineOptions, Generation> {

    public ImagineMagic(Studio studio) {
        super(studio);
    }

    @Override
    protected ImagineOptions options() {
        return new ImagineOptions();
    }

    @Override
    protected Generation run(ImagineOptions options, Notebook notebook, String body) {
        return new LivePresenter(studio, notebook, options.preview()).present(options.request(studio, body));
    }
}
