package org.imagine4j.magics.jjava;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.imagine4j.magics.Atlas;
import org.imagine4j.magics.magic.CodebookMagic;
import picocli.CommandLine.Command;

/** {@code %codebook} as JJava calls it. The class's signature tells a kernel what {@code var x} is. */
@Command(modelTransformer = Declared.Declaration.class)
record JJavaCodebookMagic(CodebookMagic magic) implements LineMagic<Atlas, BaseKernel>, Declared {

    @Override
    public Atlas eval(BaseKernel kernel, List<String> args) {
        return new Call(kernel).of(magic, args, "");
    }
}
