package org.imagine4j.kernel;

import java.io.File;
import java.util.Map;

/**
 * The process that started the kernel, as Jupyter names it in {@code JPY_PARENT_PID}. When it dies without a word, nobody
 * can reach the kernel any more. A front end that wants its kernels to outlive it does not set the variable.
 */
final class ParentProcess {
    private static final String VARIABLE = "JPY_PARENT_PID";

    private ParentProcess() {}

    /** Calls {@code action} when the parent has ended; never if there is none to watch. */
    static void onEnd(Map<String, String> environment, Runnable action) {
        String pid = environment.getOrDefault(VARIABLE, "");
        boolean windows = File.separatorChar == '\\'; // where the variable holds a handle, not a process id
        if (!windows && pid.matches("[1-9]\\d{0,17}")) {
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(parent -> {
                var unused = parent.onExit().thenRun(action);
            });
        }
    }
}
