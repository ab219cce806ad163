package org.imagine4j.magics.jjava;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.imagine4j.inference.Generation;
import org.imagine4j.magics.magic.ImagineMagic;

/** {@code %imagine} and {@code %%imagine} as JJava calls them. The class's signature tells a kernel what {@code var g} is. */
final class JJavaImagineMagic implements LineMagic<Generation, BaseKernel>, CellMagic<Generation, BaseKernel> {

    private final ImagineMagic magic;

    JJavaImagineMagic(ImagineMagic magic) {
        this.magic = magic;
    }

    @Override
    public Generation eval(BaseKernel kernel, List<String> args) {
        return eval(kernel, args, "");
    }

    @Override
    public Generation eval(BaseKernel kernel, List<String> args, String body) {
        return magic.call(new JJavaNotebook(kernel), args, body);
    }
}
