package io.github.spencerpark.ijava.runtime;

import io.github.spencerpark.ijava.IJava;
import java.util.List;

/** What cells' magics are translated to calls of, which take on the type that a cell wants. */
@SuppressWarnings("TypeParameterUnusedInFormals")
public final class Magics {

    private Magics() {}

    public static <T> T lineMagic(String name, List<String> arguments) {
        try {
            return IJava.getKernelInstance().getMagics().applyLineMagic(name, arguments);
        } catch (Exception e) {
            throw new IllegalStateException("line magic " + name + ": " + e.getMessage(), e);
        }
    }

    public static <T> T cellMagic(String name, List<String> arguments, String body) {
        try {
            return IJava.getKernelInstance().getMagics().applyCellMagic(name, arguments, body);
        } catch (Exception e) {
            throw new IllegalStateException("cell magic " + name + ": " + e.getMessage(), e);
        }
    }
}
