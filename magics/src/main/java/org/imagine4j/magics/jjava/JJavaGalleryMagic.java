package org.imagine4j.magics.jjava;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.imagine4j.inference.Artwork;
import org.imagine4j.magics.magic.GalleryMagic;
import picocli.CommandLine.Command;

/** {@code %gallery} as JJava calls it. The class's signature tells a kernel what {@code var a} is. */
@Command(modelTransformer = Declared.Declaration.class)
record JJavaGalleryMagic(GalleryMagic magic) implements LineMagic<Artwork, BaseKernel>, Declared {

    @Override
    public Artwork eval(BaseKernel kernel, List<String> args) {
        return new Call(kernel).of(magic, args, "");
    }
}
