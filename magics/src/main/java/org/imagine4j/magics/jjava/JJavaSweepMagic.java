package org.imagine4j.magics.jjava;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.imagine4j.magics.magic.SweepMagic;
import org.imagine4j.magics.sweep.SweepResult;
import picocli.CommandLine.Command;

/** {@code %sweep} as JJava calls it. The class's signature tells a kernel what {@code var s} is. */
@Command(modelTransformer = Declared.Declaration.class)
record JJavaSweepMagic(SweepMagic magic) implements LineMagic<SweepResult, BaseKernel>, Declared {

    @Override
    public SweepResult eval(BaseKernel kernel, List<String> args) {
        return new Call(kernel).of(magic, args, "");
    }
}
