package org.imagine4j.install.models;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.imagine4j.install.terminal.Terminal;
import org.imagine4j.install.terminal.UserError;
import org.imagine4j.models.store.ModelException;
import org.imagine4j.models.store.ModelStore;

/** A verb of {@code imagine models}. */
abstract class ModelCommand implements Callable<Integer> {

    /** The exit code by which shells know that Ctrl-C ended a program. */
    private static final int STOPPED = 130;

    private final Terminal terminal;
    private final Supplier<ModelStore> store;

    ModelCommand(Terminal terminal, Supplier<ModelStore> store) {
        this.terminal = terminal;
        this.store = store;
    }

    /**
     * Does the verb's work.
     *
     * @return the exit code
     * @throws InterruptedException if the user stopped it
     */
    abstract int run(ModelStore models) throws InterruptedException;

    /** What to tell a user who stopped it. */
    String whenStopped() {
        return "Nothing has been changed.";
    }

    final Terminal terminal() {
        return terminal;
    }

    @Override
    public final Integer call() {
        StopSignal signal = StopSignal.interrupting(Thread.currentThread());
        try {
            return run(store.get());
        } catch (InterruptedException e) {
            terminal.error(new UserError("Stopped.", whenStopped()));
            return STOPPED;
        } catch (ModelException e) {
            throw UserError.ofLines(e.getMessage(), "imagine models list shows what there is.");
        } finally {
            signal.close();
        }
    }
}
