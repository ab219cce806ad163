package org.imagine4j.magics.jjava;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
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
import org.imagine4j.magics.magic.ModelsMagic;
import org.imagine4j.magics.magic.SweepMagic;
import org.imagine4j.magics.magic.TokensMagic;
import org.imagine4j.magics.magic.WhatIfMagic;
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

/** Brings Imagine to a kernel: its magics, its renderers and the names a notebook needs. */
public final class ImagineExtension implements Extension {

    private final Studio studio;

    /** The extension as kernels find it. */
    public ImagineExtension() {
        this(Studio.shared());
    }

    ImagineExtension(Studio studio) {
        this.studio = studio;
    }

    @Override
    public void install(BaseKernel kernel) {
        Renderers.register(kernel.getRenderer());
        Defaults defaults = new Defaults();
        JJavaImagineMagic imagine = new JJavaImagineMagic(new ImagineMagic(studio, defaults));
        MagicsRegistry magics = kernel.getMagicsRegistry();
        magics.registerLineMagic(ImagineOptions.NAME, imagine);
        magics.registerCellMagic(ImagineOptions.NAME, imagine);
        magics.registerLineMagic(SweepOptions.NAME, new JJavaSweepMagic(new SweepMagic(studio, defaults)));
        magics.registerLineMagic(DefaultsOptions.NAME, new JJavaLineMagic(new DefaultsMagic(studio, defaults)));
        magics.registerLineMagic(TokensOptions.NAME, new JJavaTokensMagic(new TokensMagic(studio, defaults)));
        magics.registerLineMagic(LensOptions.NAME, new JJavaLensMagic(new LensMagic(studio)));
        magics.registerLineMagic(CodebookOptions.NAME, new JJavaCodebookMagic(new CodebookMagic(studio, defaults)));
        magics.registerLineMagic(AttentionOptions.NAME, new JJavaAttentionMagic(new AttentionMagic(studio)));
        magics.registerLineMagic(ModelsOptions.NAME, new JJavaLineMagic(new ModelsMagic(studio)));
        magics.registerLineMagic(DeviceOptions.NAME, new JJavaLineMagic(new DeviceMagic(studio)));
        magics.registerLineMagic(GalleryOptions.NAME, new JJavaGalleryMagic(new GalleryMagic(studio)));
        magics.registerLineMagic(WhatIfOptions.NAME, new JJavaWhatIfMagic(new WhatIfMagic(studio)));
        JJavaCaptionsMagic captions = new JJavaCaptionsMagic(new CaptionsMagic(studio));
        magics.registerLineMagic(CaptionsOptions.NAME, captions);
        magics.registerCellMagic(CaptionsOptions.NAME, captions);
        studio.presentWith(new LivePresenter(studio, new JJavaNotebook(kernel), true));
        importNames(kernel);
    }

    @Override
    public void uninstall(BaseKernel kernel) {
        studio.presentToNobody();
        studio.close();
    }

    /** A kernel that cannot evaluate yet does without: everything works with imports of the notebook's own. */
    private static void importNames(BaseKernel kernel) {
        try {
            kernel.evalRaw(Notebook.IMPORTS);
        } catch (RuntimeException e) {
            kernel.getIO()
                    .err
                    .println("Imagine: import org.imagine4j.magics.Imagine yourself, because the kernel"
                            + " did not take the import: " + e.getMessage());
        }
    }
}
