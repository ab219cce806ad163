package org.imagine4j.kernel.wire;

/** The Jupyter channels that carry messages. (The heartbeat carries bytes, not messages.) */
public enum Channel {
    SHELL,
    CONTROL,
    STDIN,
    IOPUB
}
