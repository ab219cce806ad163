package org.imagine4j.kernel;

import java.io.File;
import java.util.Map;
import java.util.Optional;

/**
 * The process that started the kernel, as Jupyter names it in {@code JPY_PARENT_PID}. When it dies without a word, nobody
 * can reach the kernel any more. A front end that wants its kernels to outlive it does not set the variable.
 */
final class ParentProcess {
    private static final String VARIABLE = "JPY_PARENT_PID";

    /** Java's own way to wait for a process that is not a child looks every five seconds only. */
    private static final int PAUSE_MILLIS = 400;

    private ParentProcess() {}

    /** Calls {@code action} when the parent has ended; never if there is none to watch. */
    static void onEnd(Map<String, String> environment, Runnable action) {
        String pid = environment.getOrDefault(VARIABLE, "");
        boolean windows = File.separatorChar == '\\'; // where the variable holds a handle, not a process id
        if (windows || !pid.matches("[1-9]\\d{0,17}")) {
            return;
        }
        Optional<ProcessHandle> named = ProcessHandle.of(Long.parseLong(pid));
        Optional<ProcessHandle> actual = actualParent();
        if (named.isEmpty() && actual.isPresent()) {
            return; // a variable that was inherited from another Jupyter
        }
        Thread thread = new Thread(
                () -> {
                    while (named.isPresent() && named.get().isAlive() && !hasChanged(named, actual)) {
                        try {
                            Thread.sleep(PAUSE_MILLIS);
                        } catch (InterruptedException e) {
                            return;
                        }
                    }
                    action.run();
                },
                "imagine-parent");
        thread.setDaemon(true);
        thread.start();
    }

    /** Who is dead but not buried counts as alive, and yet its children have got another parent. */
    private static boolean hasChanged(Optional<ProcessHandle> named, Optional<ProcessHandle> actual) {
        return named.equals(actual) && !actualParent().equals(actual);
    }

    /** Empty for an orphan, which process 1 has adopted. */
    private static Optional<ProcessHandle> actualParent() {
        return ProcessHandle.current().parent().filter(parent -> parent.pid() != 1);
    }
}
