package org.imagine4j.magics.ijava;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.live.LivePresenter;
import org.imagine4j.magics.magic.Family;
import org.imagine4j.magics.magic.Magic;
import org.imagine4j.magics.notebook.Mistake;
import org.imagine4j.magics.notebook.Notebook;

/**
 * IJava's kernel, as much of it as Imagine needs.
 *
 * @param kernel what it is to its base library
 * @param magics its magics
 * @param evaluation its method {@code Object evalRaw(String)}
 */
record IJavaKernel(BaseKernel kernel, Magics magics, Method evaluation) {

    /** @param kernel an instance of IJava's class of kernels */
    static IJavaKernel of(Object kernel) {
        try {
            return new IJavaKernel(
                    (BaseKernel) kernel,
                    (Magics) kernel.getClass().getMethod("getMagics").invoke(kernel),
                    kernel.getClass().getMethod("evalRaw", String.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This is no IJava that Imagine knows; it knows 1.3.0.", e);
        }
    }

    /** Brings the magics, the looks of values, and the names that a notebook needs. */
    void install(Studio studio) {
        Renderers.register(kernel.getRenderer());
        for (Family.Member member : Family.of(studio).members()) {
            magics.registerLineMagic(member.name(), arguments -> call(member.magic(), arguments, ""));
            if (member.readsCells()) {
                magics.registerCellMagic(member.name(), (arguments, body) -> call(member.magic(), arguments, body));
            }
        }
        studio.presentWith(new LivePresenter(studio, new IJavaNotebook(this), true));
        evaluate(Notebook.IMPORTS);
    }

    /**
     * The value of a piece of code.
     *
     * @throws IllegalArgumentException if it has none, or fails
     */
    Object evaluate(String code) {
        try {
            return evaluation.invoke(kernel, code);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("This is no IJava that Imagine knows; it knows 1.3.0.", e);
        }
    }

    /** IJava never shows what a magic returns, and prints the traces of exceptions. */
    private <T> T call(Magic<?, T> magic, List<String> arguments, String body) {
        return Mistake.spokenBy(() -> magic.call(new IJavaNotebook(this), arguments, body));
    }
}
