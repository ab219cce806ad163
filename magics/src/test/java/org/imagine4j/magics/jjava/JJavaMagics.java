package org.imagine4j.magics.jjava;

import java.util.Set;
import org.imagine4j.magics.Studio;
import org.imagine4j.models.store.ModelStore;

/** The names of what the extension brings to JJava. */
public final class JJavaMagics {

    private JJavaMagics() {}

    public static Set<String> lines() {
        return installed().getMagicsRegistry().getLineMagicNames();
    }

    public static Set<String> cells() {
        return installed().getMagicsRegistry().getCellMagicNames();
    }

    private static NotebookKernel installed() {
        NotebookKernel kernel = new NotebookKernel();
        new ImagineExtension(new Studio(ModelStore::atDefaultHome)).install(kernel);
        return kernel;
    }
}
