package org.imagine4j.magics.jjava;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.imagine4j.magics.magic.Magic;

/** A magic on a line, without a value, as JJava calls it. */
final class JJavaLineMagic implements LineMagic<Void, BaseKernel> {

    private final Magic<?, Void> magic;

    JJavaLineMagic(Magic<?, Void> magic) {
        this.magic = magic;
    }

    @Override
    public Void eval(BaseKernel kernel, List<String> args) {
        return magic.call(new JJavaNotebook(kernel), args, "");
    }
}
