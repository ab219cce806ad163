package org.imagine4j.kernel;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.imagine4j.kernel.wire.ConnectionFile;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A Jupyter client over real ZeroMQ, written from the specification and sharing no code with the kernel's side. Not for
 * use by several threads.
 */
final class TestClient implements AutoCloseable {
    static final int PATIENCE_MILLIS = 60_000;
    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);

    private final ConnectionFile connection;
    private final String session = UUID.randomUUID().toString();
    private final ZContext context = new ZContext();
    private final ZMQ.Socket shell;
    private final ZMQ.Socket control;
    private final ZMQ.Socket stdin;
    private final ZMQ.Socket iopub;
    private final ZMQ.Socket heartbeat;

    /** What came in, on any channel. */
    record Received(String type, String parentId, JsonObject content, JsonObject header) {}

    /** A connection on free ports of this machine. */
    static ConnectionFile freeConnection() throws IOException {
        return ConnectionFile.onFreePorts("a secret");
    }

    TestClient(ConnectionFile connection) {
        this.connection = connection;
        byte[] identity = session.getBytes(StandardCharsets.US_ASCII);
        shell = connect(SocketType.DEALER, connection.shellPort(), identity);
        control = connect(SocketType.DEALER, connection.controlPort(), identity);
        stdin = connect(SocketType.DEALER, connection.stdinPort(), identity);
        heartbeat = connect(SocketType.REQ, connection.heartbeatPort(), identity);
        iopub = context.createSocket(SocketType.SUB);
        iopub.setHWM(0);
        iopub.subscribe(ZMQ.SUBSCRIPTION_ALL);
        iopub.connect("tcp://127.0.0.1:" + connection.iopubPort());
        iopub.setReceiveTimeOut(PATIENCE_MILLIS);
        awaitSubscription();
    }

    String shell(String type, JsonObject content) {
        return send(shell, type, content);
    }

    String control(String type, JsonObject content) {
        return send(control, type, content);
    }

    void stdin(String type, JsonObject content) {
        send(stdin, type, content);
    }

    Received fromShell() {
        return receive(shell);
    }

    Received fromControl() {
        return receive(control);
    }

    Received fromStdin() {
        return receive(stdin);
    }

    Received fromIopub() {
        return receive(iopub);
    }

    /** Frames as they are, to the shell channel. */
    void raw(List<byte[]> frames) {
        send(shell, frames);
    }

    /** Frames as they are, to the control channel. */
    void rawControl(List<byte[]> frames) {
        send(control, frames);
    }

    /** The frames of a valid message. */
    List<byte[]> frames(String type, JsonObject content) {
        return frames(header(type), content.toString());
    }

    /** The frames of a well-signed message whose header and content may be anything. */
    List<byte[]> frames(String header, String content) {
        List<byte[]> json = List.of(bytes(header), bytes("{}"), bytes("{}"), bytes(content));
        List<byte[]> frames = new ArrayList<>(List.of(DELIMITER, sign(json)));
        frames.addAll(json);
        return frames;
    }

    String header(String type) {
        JsonObject header = new JsonObject();
        header.addProperty("msg_id", UUID.randomUUID().toString());
        header.addProperty("session", session);
        header.addProperty("username", "tester");
        header.addProperty("date", "2026-01-01T00:00:00.000Z");
        header.addProperty("msg_type", type);
        header.addProperty("version", "5.4");
        return header.toString();
    }

    /** Sends a heartbeat and gives the echo. */
    String heartbeat(String beat) {
        heartbeat.send(beat);
        return heartbeat.recvStr();
    }

    @Override
    public void close() {
        context.close();
    }

    /** A subscription takes effect in its own time; the kernel tells when it has. */
    private void awaitSubscription() {
        Received welcome = fromIopub();
        while (!welcome.type().equals("iopub_welcome")) {
            welcome = fromIopub();
        }
    }

    private ZMQ.Socket connect(SocketType type, int port, byte[] identity) {
        ZMQ.Socket socket = context.createSocket(type);
        socket.setIdentity(identity);
        socket.setReceiveTimeOut(PATIENCE_MILLIS);
        socket.connect("tcp://127.0.0.1:" + port);
        return socket;
    }

    private String send(ZMQ.Socket socket, String type, JsonObject content) {
        String header = header(type);
        send(socket, frames(header, content.toString()));
        return JsonParser.parseString(header).getAsJsonObject().get("msg_id").getAsString();
    }

    private static void send(ZMQ.Socket socket, List<byte[]> frames) {
        for (int i = 0; i < frames.size(); i++) {
            socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
        }
    }

    private Received receive(ZMQ.Socket socket) {
        List<byte[]> frames = new ArrayList<>();
        do {
            byte[] frame = socket.recv();
            if (frame == null) {
                throw new AssertionError("The kernel does not answer");
            }
            frames.add(frame);
        } while (socket.hasReceiveMore());
        int delimiter = 0;
        while (!Arrays.equals(frames.get(delimiter), DELIMITER)) {
            delimiter++;
        }
        List<byte[]> json = frames.subList(delimiter + 2, delimiter + 6);
        if (!Arrays.equals(sign(json), frames.get(delimiter + 1))) {
            throw new AssertionError("The kernel signs wrongly");
        }
        JsonObject header = parse(json.get(0));
        JsonObject parent = parse(json.get(1));
        return new Received(
                header.get("msg_type").getAsString(),
                parent.has("msg_id") ? parent.get("msg_id").getAsString() : "",
                parse(json.get(3)),
                header);
    }

    private byte[] sign(List<byte[]> frames) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(connection.key()), "HmacSHA256"));
            frames.forEach(mac::update);
            return bytes(HexFormat.of().formatHex(mac.doFinal()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonObject parse(byte[] json) {
        return JsonParser.parseString(new String(json, StandardCharsets.UTF_8)).getAsJsonObject();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
