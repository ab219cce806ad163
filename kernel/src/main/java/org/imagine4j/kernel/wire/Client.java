package org.imagine4j.kernel.wire;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A front end's side of the shell and control channels, for a program that drives a kernel by itself. One question at a
 * time; for one thread.
 */
public final class Client implements AutoCloseable {
    private final ZContext context = new ZContext();
    private final MessageCodec codec;
    private final ZMQ.Socket shell;
    private final ZMQ.Socket control;

    /** Connects; the kernel need not be there yet. */
    public Client(ConnectionFile connection) {
        codec = new MessageCodec(new Signer(connection.signatureScheme(), connection.key()));
        context.setLinger(0);
        shell = connect(connection.address(connection.shellPort()));
        control = connect(connection.address(connection.controlPort()));
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @return the answer's content
     * @throws IOException if there is none in time
     */
    public JsonObject ask(Channel channel, String type, JsonObject content, int patienceMillis) throws IOException {
        Message request = Message.answering(null, List.of(), type, content, new JsonObject(), List.of());
        ZMQ.Socket socket = channel == Channel.CONTROL ? control : shell;
        List<byte[]> frames = codec.encode(request);
        for (int i = 0; i < frames.size(); i++) {
            socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
        }
        socket.setReceiveTimeOut(patienceMillis);
        while (true) {
            Message answer = receive(socket, type);
            if (answer.parentHeader().get("msg_id") != null
                    && answer.parentHeader().get("msg_id").getAsString().equals(request.id())) {
                return answer.content();
            }
        }
    }

    @Override
    public void close() {
        context.close();
    }

    private Message receive(ZMQ.Socket socket, String question) throws IOException {
        List<byte[]> frames = new ArrayList<>();
        do {
            byte[] frame = socket.recv();
            if (frame == null) {
                throw new IOException("No answer to " + question);
            }
            frames.add(frame);
        } while (socket.hasReceiveMore());
        return codec.decode(frames).orElseThrow(() -> new IOException("Not an answer to " + question));
    }

    private ZMQ.Socket connect(String address) {
        ZMQ.Socket socket = context.createSocket(SocketType.DEALER);
        socket.connect(address);
        return socket;
    }
}
