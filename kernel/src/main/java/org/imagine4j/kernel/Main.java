package org.imagine4j.kernel;

import java.io.IOException;
import java.nio.file.Path;
import org.imagine4j.kernel.archive.ArchiveMaker;
import org.imagine4j.kernel.wire.ConnectionFile;

/** Starts the kernel as a process of its own: {@code java … org.imagine4j.kernel.Main CONNECTION_FILE}. */
public final class Main {
    private static final int USAGE = 2;
    private static final int GRACE_MILLIS = 900;
    private static final int REHEARSAL_GRACE_MILLIS = 60_000; // the archive is written at the end

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        if (args.length != 1) {
            System.err.println("Usage: java " + Main.class.getName() + " CONNECTION_FILE");
            System.err.println("A Jupyter front end starts the kernel and writes that file.");
            System.exit(USAGE);
        }
        boolean rehearsal = ArchiveMaker.isRehearsal(System.getenv());
        Watchdog watchdog = Watchdog.start(rehearsal ? REHEARSAL_GRACE_MILLIS : GRACE_MILLIS);
        ConnectionFile connection;
        try {
            connection = ConnectionFile.read(Path.of(args[0]));
        } catch (IOException e) {
            System.err.println("The kernel cannot start: " + e.getMessage());
            System.exit(1);
            return;
        }
        Kernel kernel = Kernel.start(connection, HistoryLocation.history(System.getenv()));
        kernel.onShutdownRequest(watchdog::endSoon);
        Signals.onInterrupt(kernel::interruptCell);
        ParentProcess.onEnd(System.getenv(), kernel::abandon);
        ArchiveMaker.makeInBackground(System.getenv(), Main.class);
        kernel.awaitShutdown();
        watchdog.endSoon();
        kernel.close();
        System.exit(0);
    }
}
