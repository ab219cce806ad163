package org.imagine4j.magics.magic;

import org.imagine4j.magics.Captions;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.notebook.Notebook;
import org.imagine4j.magics.option.CaptionsOptions;

/** {@code %captions}: which caption fits a picture best; {@code %%captions}: of a caption a line. */
public final class CaptionsMagic extends Magic<CaptionsOptions, Captions> {

    public CaptionsMagic(Studio studio) {
        super(studio);
    }

    @Override
    protected CaptionsOptions options() {
        return new CaptionsOptions();
    }

    @Override
    protected Captions run(CaptionsOptions options, Notebook notebook, String body) {
        Captions captions = options.captions(studio, notebook, body);
        notebook.display(captions);
        return captions;
    }
}
