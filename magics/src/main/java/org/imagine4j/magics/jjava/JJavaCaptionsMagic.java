package org.imagine4j.magics.jjava;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.imagine4j.magics.Captions;
import org.imagine4j.magics.magic.CaptionsMagic;
import picocli.CommandLine.Command;

/** {@code %captions} and {@code %%captions} as JJava calls them. The class's signature tells a kernel what {@code var c} is. */
@Command(modelTransformer = Declared.Declaration.class)
record JJavaCaptionsMagic(CaptionsMagic magic)
        implements LineMagic<Captions, BaseKernel>, CellMagic<Captions, BaseKernel>, Declared {

    @Override
    public Captions eval(BaseKernel kernel, List<String> args) {
        return eval(kernel, args, "");
    }

    @Override
    public Captions eval(BaseKernel kernel, List<String> args, String body) {
        return new Call(kernel).of(magic, args, body);
    }
}
