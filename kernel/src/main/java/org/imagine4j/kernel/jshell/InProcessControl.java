package org.imagine4j.kernel.jshell;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.locks.ReentrantLock;
import jdk.jshell.execution.DirectExecutionControl;

/**
 * Runs snippets in this JVM, on the thread that evaluates them, and keeps what JShell would turn into text: the value
 * and the exception themselves.
 */
final class InProcessControl extends DirectExecutionControl {

    /** What the last snippet that a thread ran gave, and how long it ran. */
    record Ran(Object value, Throwable thrown, long nanos) {}

    private static final Ran NOTHING = new Ran(null, null, 0);

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
        long start = System.nanoTime();
        try {
            Object value = run.userCode(() -> snippet.invoke(null));
            last.set(new Ran(value, null, System.nanoTime() - start));
            return "";
        } catch (InvocationTargetException e) {
            last.set(new Ran(null, e.getCause(), System.nanoTime() - start));
            throw e;
        } catch (CellStopped e) {
            last.set(new Ran(null, e, System.nanoTime() - start));
            throw new InvocationTargetException(e);
        } finally {
            engineLock.lock();
        }
    }

    /** Keeps a variable's value as it is; the text that JShell asks for is of no use to us. */
    @Override
    public String varValue(String className, String name) throws RunException, InternalException {
        try {
            Field field = findClass(className).getDeclaredField(name);
            field.setAccessible(true); // its class is not public
            last.set(new Ran(field.get(null), null, 0));
            return "";
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new InternalException(String.valueOf(e.getMessage()));
        }
    }
}
