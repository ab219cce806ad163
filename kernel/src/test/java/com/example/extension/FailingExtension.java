package com.example.extension;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** An extension that does not load. */
public final class FailingExtension implements Extension {
    @Override
    public void install(BaseKernel kernel) {
        throw new IllegalStateException("no licence");
    }
}
