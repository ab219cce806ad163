package org.imagine4j.magics.jjava;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.imagine4j.magics.magic.ModelsMagic;

/** {@code %models} as JJava calls it. */
final class JJavaModelsMagic implements LineMagic<Void, BaseKernel> {

    private final ModelsMagic magic;

    JJavaModelsMagic(ModelsMagic magic) {
        this.magic = magic;
    }

    @Override
    public Void eval(BaseKernel kernel, List<String> args) {
        return magic.call(new JJavaNotebook(kernel), args, "");
    }
}
