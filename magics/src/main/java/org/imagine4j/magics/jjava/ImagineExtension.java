package org.imagine4j.magics.jjava;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.imagine4j.magics.Studio;
import org.imagine4j.magics.live.LivePresenter;
import org.imagine4j.magics.magic.AttentionMagic;
import org.imagine4j.magics.magic.CaptionsMagic;
import org.imagine4j.magics.magic.CodebookMagic;
import org.imagine4j.magics.magic.Family;
import org.imagine4j.magics.magic.GalleryMagic;
import org.imagine4j.magics.magic.ImagineMagic;
import org.imagine4j.magics.magic.LensMagic;
import org.imagine4j.magics.magic.Magic;
import org.imagine4j.magics.magic.SweepMagic;
import org.imagine4j.magics.magic.TokensMagic;
import org.imagine4j.magics.magic.WhatIfMagic;
import org.imagine4j.magics.notebook.Notebook;

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
        MagicsRegistry magics = kernel.getMagicsRegistry();
        for (Family.Member member : Family.of(studio).members()) {
            LineMagic<?, ?> adapter = adapter(member.magic());
            magics.registerLineMagic(member.name(), adapter);
            if (member.readsCells()) {
                magics.registerCellMagic(member.name(), (CellMagic<?, ?>) adapter);
            }
        }
        studio.presentWith(new LivePresenter(studio, new JJavaNotebook(kernel), true));
        importNames(kernel);
    }

    /** Magics with a value have adapters of their own, whose signatures tell a kernel the value's type. */
    private static LineMagic<?, BaseKernel> adapter(Magic<?, ?> magic) {
        if (magic instanceof ImagineMagic imagine) {
            return new JJavaImagineMagic(imagine);
        } else if (magic instanceof SweepMagic sweep) {
            return new JJavaSweepMagic(sweep);
        } else if (magic instanceof TokensMagic tokens) {
            return new JJavaTokensMagic(tokens);
        } else if (magic instanceof LensMagic lens) {
            return new JJavaLensMagic(lens);
        } else if (magic instanceof CodebookMagic codebook) {
            return new JJavaCodebookMagic(codebook);
        } else if (magic instanceof AttentionMagic attention) {
            return new JJavaAttentionMagic(attention);
        } else if (magic instanceof GalleryMagic gallery) {
            return new JJavaGalleryMagic(gallery);
        } else if (magic instanceof WhatIfMagic whatIf) {
            return new JJavaWhatIfMagic(whatIf);
        } else if (magic instanceof CaptionsMagic captions) {
            return new JJavaCaptionsMagic(captions);
        }
        return new JJavaLineMagic(magic);
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
