package org.imagine4j.magics.jjava;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.imagine4j.magics.attention.AttentionMaps;
import org.imagine4j.magics.magic.AttentionMagic;
import picocli.CommandLine.Command;

/** {@code %attention} as JJava calls it. The class's signature tells a kernel what {@code var a} is. */
@Command(modelTransformer = Declared.Declaration.class)
record JJavaAttentionMagic(AttentionMagic magic) implements LineMagic<AttentionMaps, BaseKernel>, Declared {

    @Override
    public AttentionMaps eval(BaseKernel kernel, List<String> args) {
        return new Call(kernel).of(magic, args, "");
    }
}
