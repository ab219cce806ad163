package org.imagine4j.magics.jjava;

import java.util.List;
import java.util.Optional;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.imagine4j.magics.magic.Magic;
import org.imagine4j.magics.notebook.Mistake;

/**
 * A call of a magic by a kernel. Our kernel shows what a magic returns unless the magic has shown it, and a magic's exceptions
 * by their messages. Stock JJava does neither, so a call has to see to it there: since 1.0-a7 it shows what a magic
 * that ends its cell returns, which would then stand there twice, and it prints the traces of exceptions.
 *
 * @param kernel the kernel that calls
 */
record Call(BaseKernel kernel) {

    /** How the source of a magic that stands alone begins, once JJava has translated it. */
    private static final String TRANSLATED = "org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.";

    /**
     * Calls the magic.
     *
     * @return the magic's value; null where nobody but the kernel would get it, to show what has been shown
     */
    <T> T of(Magic<?, T> magic, List<String> args, String body) {
        JJavaNotebook notebook = new JJavaNotebook(kernel);
        Optional<JShell> stock = shell();
        if (stock.isEmpty()) {
            return magic.call(notebook, args, body);
        }
        boolean standsAlone = standsAlone(stock.get());
        T value = Mistake.spokenBy(() -> magic.call(notebook, args, body));
        return standsAlone ? null : value;
    }

    /** Whether the snippet that is running, which is the newest, is nothing but the call of a magic. */
    private static boolean standsAlone(JShell shell) {
        return shell.snippets()
                .reduce((before, after) -> after)
                .filter(newest -> newest.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND)
                .filter(newest -> newest.source().strip().startsWith(TRANSLATED))
                .isPresent();
    }

    /** Stock JJava's shell, by a method of a class that is in no library. */
    private Optional<JShell> shell() {
        try {
            return Optional.of((JShell) kernel.getClass().getMethod("getJShell").invoke(kernel));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }
}
