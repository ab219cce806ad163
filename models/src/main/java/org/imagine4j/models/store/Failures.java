package org.imagine4j.models.store;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import org.imagine4j.models.checkpoint.CheckpointException;
import org.imagine4j.models.hub.HubException;

/** Turns whatever can go wrong with a model into a {@link ModelException} of two lines. */
final class Failures {

    private Failures() {}

    /** What is done. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    /**
     * Does work that may be stopped.
     *
     * @param failure what to say if it fails, without a full stop
     * @throws InterruptedException if the thread was interrupted, wherever in the work that showed
     */
    static <T> T explainedOrInterrupted(String failure, Work<T> work) throws InterruptedException {
        try {
            return work.run();
        } catch (HubException e) {
            throw new ModelException(e.getMessage(), e);
        } catch (CheckpointException e) {
            throw new ModelException(failure + ".\n" + e.getMessage(), e);
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException(failure).initCause(e);
        } catch (NoSuchFileException e) {
            throw new ModelException(
                    failure + ": there is no " + e.getFile() + ".\nCheck the folder, or get the files anew.", e);
        } catch (IOException e) {
            throw new ModelException(
                    failure + " (" + e.getClass().getSimpleName() + ": " + e.getMessage() + ").\n"
                            + "Make room there, or set IMAGINE_HOME to a folder you may write to.",
                    e);
        }
    }

    /** Does quick work; an interrupt ends it as well, and stays for the caller to see. */
    static <T> T explained(String failure, Work<T> work) {
        try {
            return explainedOrInterrupted(failure, work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException(failure + ": it was stopped.\nTry again.", e);
        }
    }
}
