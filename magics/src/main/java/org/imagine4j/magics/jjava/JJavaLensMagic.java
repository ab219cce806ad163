package org.imagine4j.magics.jjava;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.imagine4j.magics.Lens;
import org.imagine4j.magics.magic.LensMagic;
import picocli.CommandLine.Command;

/** {@code %lens} as JJava calls it. The class's signature tells a kernel what {@code var x} is. */
@Command(modelTransformer = Declared.Declaration.class)
record JJavaLensMagic(LensMagic magic) implements LineMagic<Lens, BaseKernel>, Declared {

    @Override
    public Lens eval(BaseKernel kernel, List<String> args) {
        return new Call(kernel).of(magic, args, "");
    }
}
