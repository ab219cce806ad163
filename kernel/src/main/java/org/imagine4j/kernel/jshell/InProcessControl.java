package org.imagine4j.kernel.jshell;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.locks.ReentrantLock;
import jdk.jshell.execution.DirectExecutionControl;

/**
 * Runs snippets in this JVM, on the thread that evaluates them, and keeps what JShell would turn into text: the value
 * and the exception themselves.
 */
final class InProcessControl extends DirectExecutionControl {

    /** What the last snippet that a thread ran gave. */
    record Ran(Object value, Throwable thrown) {}

    private static final Ran NOTHING = new Ran(null, null);

    private final CellRun run;
    private final ReentrantLock engineLock;
    private final ThreadLocal<Ran> last = ThreadLocal.withInitial(() -> NOTHING);

    /** @param engineLock held by the caller of every method; let go while the user's code runs */
    InProcessControl(SnippetLoader loader, CellRun run, ReentrantLock engineLock) {
        super(loader.delegate());
        this.run = run;
        this.engineLock = engineLock;
    }

    /** What the last snippet on this thread gave; afterwards it is forgotten. */
    Ran takeLast() {
        Ran ran = last.get();
        last.remove();
        return ran;
    }

    @Override
    protected String invoke(Method snippet) throws Exception {
        engineLock.unlock();
        try {
            last.set(new Ran(run.userCode(() -> snippet.invoke(null)), null));
            return "";
        } catch (InvocationTargetException e) {
            last.set(new Ran(null, e.getCause()));
            throw e;
        } catch (CellStopped e) {
            last.set(new Ran(null, e));
            throw new InvocationTargetException(e);
        } finally {
            engineLock.lock();
        }
    }
}
