package org.imagine4j.magics.ijava;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.live.LivePresenter;
import org.imagine4j.magics.magic.AttentionMagic;
import org.imagine4j.magics.magic.CaptionsMagic;
import org.imagine4j.magics.magic.CodebookMagic;
import org.imagine4j.magics.magic.Defaults;
import org.imagine4j.magics.magic.DefaultsMagic;
import org.imagine4j.magics.magic.DeviceMagic;
import org.imagine4j.magics.magic.GalleryMagic;
import org.imagine4j.magics.magic.ImagineMagic;
import org.imagine4j.magics.magic.LensMagic;
import org.imagine4j.magics.magic.Magic;
import org.imagine4j.magics.magic.ModelsMagic;
import org.imagine4j.magics.magic.SweepMagic;
import org.imagine4j.magics.magic.TokensMagic;
import org.imagine4j.magics.magic.WhatIfMagic;
import org.imagine4j.magics.notebook.Mistake;
import org.imagine4j.magics.notebook.Notebook;
import org.imagine4j.magics.option.AttentionOptions;
import org.imagine4j.magics.option.CaptionsOptions;
import org.imagine4j.magics.option.CodebookOptions;
import org.imagine4j.magics.option.DefaultsOptions;
import org.imagine4j.magics.option.DeviceOptions;
import org.imagine4j.magics.option.GalleryOptions;
import org.imagine4j.magics.option.ImagineOptions;
import org.imagine4j.magics.option.LensOptions;
import org.imagine4j.magics.option.ModelsOptions;
import org.imagine4j.magics.option.SweepOptions;
import org.imagine4j.magics.option.TokensOptions;
import org.imagine4j.magics.option.WhatIfOptions;

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
        Defaults defaults = new Defaults();
        line(ImagineOptions.NAME, new ImagineMagic(studio, defaults));
        cell(ImagineOptions.NAME, new ImagineMagic(studio, defaults));
        line(SweepOptions.NAME, new SweepMagic(studio, defaults));
        line(DefaultsOptions.NAME, new DefaultsMagic(studio, defaults));
        line(TokensOptions.NAME, new TokensMagic(studio, defaults));
        line(LensOptions.NAME, new LensMagic(studio));
        line(CodebookOptions.NAME, new CodebookMagic(studio, defaults));
        line(AttentionOptions.NAME, new AttentionMagic(studio));
        line(ModelsOptions.NAME, new ModelsMagic(studio));
        line(DeviceOptions.NAME, new DeviceMagic(studio));
        line(GalleryOptions.NAME, new GalleryMagic(studio));
        line(WhatIfOptions.NAME, new WhatIfMagic(studio));
        line(CaptionsOptions.NAME, new CaptionsMagic(studio));
        cell(CaptionsOptions.NAME, new CaptionsMagic(studio));
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

    private void line(String name, Magic<?, ?> magic) {
        magics.registerLineMagic(name, arguments -> call(magic, arguments, ""));
    }

    private void cell(String name, Magic<?, ?> magic) {
        magics.registerCellMagic(name, (arguments, body) -> call(magic, arguments, body));
    }

    /** IJava never shows what a magic returns, and prints the traces of exceptions. */
    private <T> T call(Magic<?, T> magic, List<String> arguments, String body) {
        return Mistake.spokenBy(() -> magic.call(new IJavaNotebook(this), arguments, body));
    }
}
