package org.imagine4j.install.jupyter;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
