package org.imagine4j.magics.jjava;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.imagine4j.magics.Alternative;
import org.imagine4j.magics.magic.WhatIfMagic;
import picocli.CommandLine.Command;

/** {@code %whatif} as JJava calls it. The class's signature tells a kernel what {@code var w} is. */
@Command(modelTransformer = Declared.Declaration.class)
record JJavaWhatIfMagic(WhatIfMagic magic) implements LineMagic<Alternative, BaseKernel>, Declared {

    @Override
    public Alternative eval(BaseKernel kernel, List<String> args) {
        return new Call(kernel).of(magic, args, "");
    }
}
