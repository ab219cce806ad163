package org.imagine4j.kernel.wire;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the front end waits: the content of a Jupyter connection file.
 *
 * @param transport {@code tcp} or {@code ipc}
 * @param ip address to bind; for {@code ipc} the path prefix of the socket files
 * @param key HMAC key; empty means messages are not signed
 * @param signatureScheme such as {@code hmac-sha256}
 */
public record ConnectionFile(
        String transport,
        String ip,
        int shellPort,
        int controlPort,
        int stdinPort,
        int iopubPort,
        int heartbeatPort,
        String key,
        String signatureScheme) {

    /**
     * Reads a connection file.
     *
     * @throws IOException if the file cannot be read or is not a connection file; the message says why
     */
    public static ConnectionFile read(Path file) throws IOException {
        try {
            JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            return new ConnectionFile(
                    text(json, "transport", "tcp"),
                    text(json, "ip", "127.0.0.1"),
                    port(json, "shell_port"),
                    port(json, "control_port"),
                    port(json, "stdin_port"),
                    port(json, "iopub_port"),
                    port(json, "hb_port"),
                    text(json, "key", ""),
                    text(json, "signature_scheme", "hmac-sha256"));
        } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
            throw new IOException("Not a Jupyter connection file: " + file + " (" + e.getMessage() + ")", e);
        }
    }

    /**
     * A connection for a kernel that this process is about to start: ports of this machine that were free a moment ago.
     *
     * @param key HMAC key
     */
    public static ConnectionFile onFreePorts(String key) throws IOException {
        int[] ports = new int[5];
        ServerSocket[] sockets = new ServerSocket[ports.length];
        for (int i = 0; i < ports.length; i++) {
            sockets[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            ports[i] = sockets[i].getLocalPort();
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return new ConnectionFile(
                "tcp", "127.0.0.1", ports[0], ports[1], ports[2], ports[3], ports[4], key, "hmac-sha256");
    }

    /** The ports under the names that the specification gives them. */
    public Map<String, Integer> ports() {
        return Map.of(
                "shell_port", shellPort,
                "control_port", controlPort,
                "stdin_port", stdinPort,
                "iopub_port", iopubPort,
                "hb_port", heartbeatPort);
    }

    /** The ZeroMQ address of a port of this connection. */
    String address(int port) {
        return transport.equals("ipc") ? "ipc://" + ip + "-" + port : transport + "://" + ip + ":" + port;
    }

    private static String text(JsonObject json, String name, String fallback) {
        JsonElement value = json.get(name);
        return value == null || value.isJsonNull() ? fallback : value.getAsString();
    }

    private static int port(JsonObject json, String name) {
        JsonElement value = json.get(name);
        if (value == null) {
            throw new JsonParseException("\"" + name + "\" is missing");
        }
        return value.getAsInt();
    }
}
