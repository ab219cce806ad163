package org.imagine4j.kernel.wire;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One Jupyter message, as the <a href="https://jupyter-client.readthedocs.io/en/stable/messaging.html">messaging
 * specification</a> defines it.
 *
 * @param identities routing prefix of the ZeroMQ ROUTER sockets; for a published message, its topic
 * @param header id, type, session, user, date and protocol version
 * @param parentHeader header of the request this message answers, or an empty object
 * @param metadata free-form
 * @param content what {@link #type()} says
 * @param buffers binary attachments (comms)
 */
public record Message(
        List<byte[]> identities,
        JsonObject header,
        JsonObject parentHeader,
        JsonObject metadata,
        JsonObject content,
        List<byte[]> buffers) {

    /** The protocol version whose rules this kernel keeps. */
    public static final String PROTOCOL_VERSION = "5.5";

    /** A new message from this kernel, answering {@code parent} (null if it answers nothing). */
    public static Message answering(
            Message parent,
            List<byte[]> identities,
            String type,
            JsonObject content,
            JsonObject metadata,
            List<byte[]> buffers) {
        JsonObject header = new JsonObject();
        header.addProperty("msg_id", UUID.randomUUID().toString());
        header.addProperty("session", parent == null ? "" : text(parent.header, "session"));
        header.addProperty("username", "kernel");
        header.addProperty("date", Instant.now().toString());
        header.addProperty("msg_type", type);
        header.addProperty("version", PROTOCOL_VERSION);
        JsonObject parentHeader = parent == null ? new JsonObject() : parent.header;
        return new Message(identities, header, parentHeader, metadata, content, buffers);
    }

    /** The message type, such as {@code execute_request}; empty if the header has none. */
    public String type() {
        return text(header, "msg_type");
    }

    /** The sender's id of this message; empty if the header has none. */
    public String id() {
        return text(header, "msg_id");
    }

    private static String text(JsonObject object, String name) {
        JsonElement value = object.get(name);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }
}
