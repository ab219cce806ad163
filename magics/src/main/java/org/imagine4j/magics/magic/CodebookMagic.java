package org.imagine4j.magics.magic;

import java.util.List;
import java.util.Set;
import org.imagine4j.magics.Atlas;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.notebook.Notebook;
import org.imagine4j.magics.option.CodebookOptions;

/** {@code %codebook}: shows what image tokens look like, and which of them are near to each other. */
public final class CodebookMagic extends Magic<CodebookOptions, Atlas> {

    private final Defaults defaults;

    /** @param defaults what is set unless something else is typed */
    public CodebookMagic(Studio studio, Defaults defaults) {
        super(studio);
        this.defaults = defaults;
    }

    /** Of what is set for all that is drawn, the model. */
    @Override
    protected List<String> complete(List<String> arguments) {
        return defaults.before(arguments, Set.of("--model"));
    }

    @Override
    protected CodebookOptions options() {
        return new CodebookOptions();
    }

    @Override
    protected Atlas run(CodebookOptions options, Notebook notebook, String body) {
        Atlas atlas = options.atlas(studio, notebook);
        notebook.display(atlas);
        return atlas;
    }
}
