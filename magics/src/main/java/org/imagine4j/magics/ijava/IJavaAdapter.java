package org.imagine4j.magics.ijava;

import java.lang.reflect.Method;
import java.util.Optional;
import org.imagine4j.magics.KernelAdapter;
import org.imagine4j.magics.Studio;

/** Finds IJava. Needs none of its classes to say that it is not there. */
public final class IJavaAdapter implements KernelAdapter {

    private static final String ENTRY_POINT = "io.github.spencerpark.ijava.IJava";

    @Override
    public boolean install() {
        Optional<Object> kernel = running();
        kernel.ifPresent(ijava -> IJavaKernel.of(ijava).install(Studio.shared()));
        return kernel.isPresent();
    }

    /** The kernel that runs in this process. */
    private static Optional<Object> running() {
        try {
            Method instance = Class.forName(ENTRY_POINT).getMethod("getKernelInstance");
            return Optional.ofNullable(instance.invoke(null));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }
}
