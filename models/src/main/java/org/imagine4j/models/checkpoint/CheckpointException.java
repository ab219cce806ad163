package org.imagine4j.models.checkpoint;

import java.nio.file.Path;

/** A checkpoint file is not what it should be. The message names the file, the parameter if there is one, and why. */
public final class CheckpointException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final int MAX_LENGTH = 400;

    public CheckpointException(Path file, String reason) {
        super(file.getFileName() + ": " + presentable(reason));
    }

    public CheckpointException(Path file, String reason, Throwable cause) {
        super(file.getFileName() + ": " + presentable(reason), cause);
    }

    /** Reasons quote what files hold, which may be long, or written to confuse a terminal. */
    private static String presentable(String reason) {
        String plain = reason.replaceAll("\\p{Cntrl}", "\ufffd");
        return plain.length() <= MAX_LENGTH ? plain : plain.substring(0, MAX_LENGTH) + " …";
    }
}
