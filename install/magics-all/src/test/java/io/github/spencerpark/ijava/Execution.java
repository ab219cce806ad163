package io.github.spencerpark.ijava;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;

/** Runs snippets on threads of its own; a stop interrupts them and waits for none, as in IJava. */
final class Execution extends DirectExecutionControl {

    private static final Object NOTHING = new Object();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Future<Object>> running = new ConcurrentHashMap<>();
    private final Map<String, Object> results = new ConcurrentHashMap<>();

    /** The value of a snippet, by the key that JShell was given in its place; once. */
    Object take(String key) {
        Object value = results.remove(key);
        return value == NOTHING ? null : value;
    }

    void interrupt() {
        running.values().forEach(work -> work.cancel(true));
    }

    @Override
    protected String invoke(Method snippet) throws Exception {
        String key = UUID.randomUUID().toString();
        Future<Object> work = threads.submit(() -> snippet.invoke(null));
        running.put(key, work);
        try {
            Object value = work.get();
            results.put(key, value == null ? NOTHING : value);
            return key;
        } catch (CancellationException e) {
            throw new ExecutionControl.UserException("interrupted", "Interrupted", new StackTraceElement[0]);
        } catch (ExecutionException e) {
            Throwable thrown = e.getCause() instanceof InvocationTargetException
                    ? e.getCause().getCause()
                    : e.getCause();
            throw new ExecutionControl.UserException(
                    String.valueOf(thrown.getMessage()), thrown.getClass().getName(), thrown.getStackTrace());
        } finally {
            running.remove(key);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
