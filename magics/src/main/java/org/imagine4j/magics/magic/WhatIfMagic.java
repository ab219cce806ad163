package org.imagine4j.magics.magic;

import org.imagine4j.magics.Alternative;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.WhatIf;
import org.imagine4j.magics.live.LivePresenter;
import org.imagine4j.magics.notebook.Notebook;
import org.imagine4j.magics.option.WhatIfOptions;

/** {@code %whatif}: a picture as it would be if one thing had been otherwise, beside what it is. */
public final class WhatIfMagic extends Magic<WhatIfOptions, Alternative> {

    public WhatIfMagic(Studio studio) {
        super(studio);
    }

    @Override
    protected WhatIfOptions options() {
        return new WhatIfOptions();
    }

    @Override
    protected Alternative run(WhatIfOptions options, Notebook notebook, String body) {
        WhatIf whatIf = options.whatIf(studio, notebook);
        if (!whatIf.onlyRepaints()) {
            return new LivePresenter(studio, notebook, true).present(whatIf.request(), whatIf::alternative);
        }
        Alternative alternative = whatIf.run();
        notebook.display(alternative);
        return alternative;
    }
}
