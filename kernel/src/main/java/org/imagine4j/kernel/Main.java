package org.imagine4j.kernel;

import java.io.IOException;
import java.nio.file.Path;
import org.imagine4j.kernel.archive.ArchiveMaker;
import org.imagine4j.kernel.wire.ConnectionFile;

/** Starts the kernel as a process of its own: {@code java … org.imagine4j.kernel.Main CONNECTION_FILE}. */
public final class Main {
    private static final int USAGE = 2;
    private static final int GRACE_MILLIS = 1_000;

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        if (args.length != 1) {
            System.err.println("Usage: java " + Main.class.getName() + " CONNECTION_FILE");
            System.err.println("A Jupyter front end starts the kernel and writes that file.");
            System.exit(USAGE);
        }
        ConnectionFile connection;
        try {
            connection = ConnectionFile.read(Path.of(args[0]));
        } catch (IOException e) {
            System.err.println("The kernel cannot start: " + e.getMessage());
            System.exit(1);
            return;
        }
        Kernel kernel = Kernel.start(connection, HistoryLocation.history(System.getenv()));
        Signals.onInterrupt(kernel::interruptCell);
        ParentProcess.onEnd(System.getenv(), kernel::abandon);
        ArchiveMaker.makeInBackground(System.getenv(), Main.class);
        kernel.awaitShutdown();
        endSoon();
        kernel.close();
        System.exit(0);
    }

    /** A library that does not let go must not keep the process: the front end waits for its end. */
    private static void endSoon() {
        Thread watchdog = new Thread(
                () -> {
                    try {
                        Thread.sleep(GRACE_MILLIS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(0);
                },
                "imagine-watchdog");
        watchdog.setDaemon(true);
        watchdog.start();
    }
}
