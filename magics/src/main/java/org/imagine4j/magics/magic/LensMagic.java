package org.imagine4j.magics.magic;

import org.imagine4j.magics.Lens;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.notebook.Notebook;
import org.imagine4j.magics.option.LensOptions;

/** {@code %lens}: shows a picture as each layer of the decoder would already have drawn it. */
public final class LensMagic extends Magic<LensOptions, Lens> {

    /** @param studio where pictures are made and models are */
    public LensMagic(Studio studio) {
        super(studio);
    }

    @Override
    protected LensOptions options() {
        return new LensOptions();
    }

    @Override
    protected Lens run(LensOptions options, Notebook notebook, String body) {
        Lens lens = options.lens(studio, notebook);
        notebook.display(lens);
        return lens;
    }
}
