package org.imagine4j.magics.jjava;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.imagine4j.magics.Tokens;
import org.imagine4j.magics.magic.TokensMagic;
import picocli.CommandLine.Command;

/** {@code %tokens} as JJava calls it. The class's signature tells a kernel what {@code var t} is. */
@Command(modelTransformer = Declared.Declaration.class)
record JJavaTokensMagic(TokensMagic magic) implements LineMagic<Tokens, BaseKernel>, Declared {

    @Override
    public Tokens eval(BaseKernel kernel, List<String> args) {
        return new Call(kernel).of(magic, args, "");
    }
}
