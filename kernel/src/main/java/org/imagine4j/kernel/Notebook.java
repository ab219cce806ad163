package org.imagine4j.kernel;

import java.io.IOException;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.BaseNotebookStatics;
import org.imagine4j.kernel.notebook.NotebookKernel;

/**
 * What every cell can call without a qualifier: {@code display}, {@code updateDisplay}, {@code render}, {@code eval},
 * {@code printf} from JJava's {@link BaseNotebookStatics}, and what is declared here.
 */
@SuppressWarnings("TypeParameterUnusedInFormals") // the contract's signatures
public final class Notebook extends BaseNotebookStatics {

    private Notebook() {}

    /** Runs a line magic and gives its value: {@code lineMagic("imagine", List.of("a", "cat"))}. */
    public static <T> T lineMagic(String name, List<String> arguments) {
        return kernel().lineMagic(name, arguments);
    }

    /** Runs a cell magic and gives its value. */
    public static <T> T cellMagic(String name, List<String> arguments, String body) {
        return kernel().cellMagic(name, arguments, body);
    }

    /** Runs a line magic as a statement; cells with a {@code %name} of their own are translated to this. */
    public static Object runMagic(String name, List<String> arguments) {
        return kernel().standingAlone(() -> kernel().<Object>lineMagic(name, arguments));
    }

    /** Clears the output of the running cell. */
    public static void clearOutput() {
        clearOutput(false);
    }

    /** Clears the output of the running cell; with {@code wait}, not before there is something new to show. */
    public static void clearOutput(boolean wait) {
        kernel().clearOutput(wait);
    }

    /**
     * Asks the user for a line of text.
     *
     * @throws IOException if the front end cannot ask
     */
    public static String input(String prompt) throws IOException {
        return kernel().input(prompt, false);
    }

    /**
     * Asks the user for a secret; the front end hides what is typed.
     *
     * @throws IOException if the front end cannot ask
     */
    public static String password(String prompt) throws IOException {
        return kernel().input(prompt, true);
    }

    private static NotebookKernel kernel() {
        return (NotebookKernel) BaseKernel.notebookKernel();
    }
}
