package org.imagine4j.models.checkpoint;

import java.nio.file.Path;

/** A checkpoint file is not what it should be. The message names the file, the parameter if there is one, and why. */
public final class CheckpointException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public CheckpointException(Path file, String reason) {
        super(file.getFileName() + ": " + reason);
    }

    public CheckpointException(Path file, String reason, Throwable cause) {
        super(file.getFileName() + ": " + reason, cause);
    }
}
