package org.imagine4j.kernel.core;

import java.util.Map;
import org.imagine4j.kernel.wire.Message;

/** The kernel's side of comms: messages between widgets in the front end and objects in the kernel. */
public interface Comms {

    /** Comms of a kernel that has none: whatever the front end opens is closed again. */
    Comms NONE = new Comms() {
        @Override
        public boolean opened(Message message, Cell cell) {
            return false;
        }

        @Override
        public void received(Message message, Cell cell) {}

        @Override
        public void closed(Message message, Cell cell) {}

        @Override
        public Map<String, String> open() {
            return Map.of();
        }
    };

    /** The front end opened a comm. Returns whether its target is known; if not, the kernel closes it again. */
    boolean opened(Message message, Cell cell);

    /** A message for an open comm. One for an unknown comm is ignored. */
    void received(Message message, Cell cell);

    /** The front end closed a comm. */
    void closed(Message message, Cell cell);

    /** The open comms: id to target name. */
    Map<String, String> open();
}
