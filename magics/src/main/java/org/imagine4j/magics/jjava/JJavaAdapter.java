package org.imagine4j.magics.jjava;

import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.imagine4j.magics.KernelAdapter;

/**
 * Finds JJava, which finds the extension by itself unless {@code JJAVA_LOAD_EXTENSIONS} says no. Needs none of its classes
 * to say that it is not there.
 */
public final class JJavaAdapter implements KernelAdapter {

    private static final String KERNEL = "org.dflib.jjava.jupyter.kernel.BaseKernel";

    @Override
    public boolean install() {
        try {
            Class.forName(KERNEL);
        } catch (ClassNotFoundException e) {
            return false;
        }
        return Running.install();
    }

    /** What links to JJava. */
    private static final class Running {

        static boolean install() {
            BaseKernel kernel;
            try {
                kernel = BaseKernel.notebookKernel();
            } catch (NullPointerException e) {
                return false;
            }
            new ImagineExtension().install(kernel);
            return true;
        }
    }
}
