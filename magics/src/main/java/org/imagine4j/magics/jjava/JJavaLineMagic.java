package org.imagine4j.magics.jjava;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.imagine4j.magics.magic.Magic;
import picocli.CommandLine.Command;

/** A magic on a line, without a value, as JJava calls it. */
@Command(modelTransformer = Declared.Declaration.class)
record JJavaLineMagic(Magic<?, ?> magic) implements LineMagic<Void, BaseKernel>, Declared {

    @Override
    public Void eval(BaseKernel kernel, List<String> args) {
        new Call(kernel).of(magic, args, "");
        return null;
    }
}
