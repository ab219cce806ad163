package org.imagine4j.magics.jjava;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.imagine4j.inference.Generation;
import org.imagine4j.magics.magic.ImagineMagic;
import picocli.CommandLine.Command;

/** {@code %imagine} and {@code %%imagine} as JJava calls them. The class's signature tells a kernel what {@code var g} is. */
@Command(modelTransformer = Declared.Declaration.class)
record JJavaImagineMagic(ImagineMagic magic)
        implements LineMagic<Generation, BaseKernel>, CellMagic<Generation, BaseKernel>, Declared {

    @Override
    public Generation eval(BaseKernel kernel, List<String> args) {
        return eval(kernel, args, "");
    }

    @Override
    public Generation eval(BaseKernel kernel, List<String> args, String body) {
        return new Call(kernel).of(magic, args, body);
    }
}
