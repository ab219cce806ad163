package org.imagine4j.install.jupyter;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imagine4j.install.terminal.Terminal;
import org.jline.utils.Signals;

/**
 * A process with everything that it has started: JupyterLab with its kernels, and what they run. It can be ended for
 * certain, which matters because asking is not always enough: a Jupyter server (seen with jupyter_server 2 and
 * jupyter_client 8) that is told to end while one of its kernels restarts or is just being started gives up its ending
 * with an exception, closes its port and stays.
 *
 * @param root the process that started the others
 */
public record ProcessTree(ProcessHandle root) {
    private static final Duration AFTER_FORCE = Duration.ofSeconds(5);

    /**
     * Runs a process that shares this one's terminal, and waits for its end. Ctrl-C reaches it too, and it may ask whether
     * that is meant: so this process leaves it to the other, and ends when that does. When this process is told to end in
     * any other way, the other ends with it.
     *
     * @param patience as in {@link #end}
     * @return its exit code
     */
    public static int runToItsEnd(ProcessBuilder builder, Duration patience) throws IOException, InterruptedException {
        if (Terminal.hasKeyboard()) {
            var unused = Signals.register("INT", () -> {});
        }
        Process process = builder.start();
        ProcessTree tree = new ProcessTree(process.toHandle());
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> tree.end(patience), "end-of-child"));
        } catch (IllegalStateException endingAlready) {
            tree.end(patience);
        }
        return process.waitFor();
    }

    /**
     * Asks the root to end, which ends what it has started in its own way. If it has not ended after a while, everything
     * that is left is ended by force. Does not wait longer than {@code patience} and some seconds.
     *
     * @return whether the root ended by itself
     */
    public boolean end(Duration patience) {
        Set<ProcessHandle> known = members();
        root.destroy();
        if (awaitEnd(Set.of(root), patience)) {
            return true;
        }
        known.addAll(members());
        known.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(known, AFTER_FORCE);
        return false;
    }

    /** A process whose parent has ended is no descendant any more: who wants to end it later notes it now. */
    private Set<ProcessHandle> members() {
        return Stream.concat(Stream.of(root), root.descendants()).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean awaitEnd(Set<ProcessHandle> processes, Duration patience) {
        CompletableFuture<?>[] ends =
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(ends).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of a process cannot fail", e);
        }
    }
}
