package org.imagine4j.magics.magic;

import org.imagine4j.magics.Studio;
import org.imagine4j.magics.attention.AttentionMaps;
import org.imagine4j.magics.notebook.Notebook;
import org.imagine4j.magics.option.AttentionOptions;

/** {@code %attention}: shows where the model looked while it drew a picture. */
public final class AttentionMagic extends Magic<AttentionOptions, AttentionMaps> {

    /** @param studio whose models are asked */
    public AttentionMagic(Studio studio) {
        super(studio);
    }

    @Override
    protected AttentionOptions options() {
        return new AttentionOptions();
    }

    @Override
    protected AttentionMaps run(AttentionOptions options, Notebook notebook, String body) {
        AttentionMaps maps = options.look(studio, notebook);
        notebook.display(maps);
        return maps;
    }
}
