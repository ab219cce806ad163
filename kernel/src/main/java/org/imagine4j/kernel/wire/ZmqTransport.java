package org.imagine4j.kernel.wire;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * The channels over ZeroMQ, with two threads that sleep until there is something to do.
 *
 * <ul>
 *   <li>The <i>listener</i> owns the sockets, blocks in a poller, echoes heartbeats, and welcomes those who subscribe, so
 *       that a client knows from when on it misses nothing.
 *   <li>The <i>sender</i> takes messages from a queue, signs and encodes them, and passes them to the listener through an
 *       inproc pipe, because a ZeroMQ socket belongs to one thread.
 * </ul>
 *
 * Everyone else touches only the queue. That matters for interrupts: an interrupted thread that touches a ZeroMQ
 * socket would close the channel below it.
 */
public final class ZmqTransport implements Transport {
    private static final String PIPE = "inproc://messages";
    private static final int LINGER_MILLIS = 300;
    private static final int MAX_ATTEMPTS = 200;
    private static final int PAUSE_MILLIS = 50;

    /** A message on its way out, or (with no channel) the request to stop. */
    private record Outgoing(Channel channel, Message message) {}

    private static final Outgoing STOP = new Outgoing(null, null);

    private final ZContext context = new ZContext();
    private final ConnectionFile connection;
    private final MessageCodec codec;
    private final BlockingQueue<Outgoing> outbox = new LinkedBlockingQueue<>();

    private final ZMQ.Socket shell;
    private final ZMQ.Socket control;
    private final ZMQ.Socket stdin;
    private final ZMQ.Socket heartbeat;
    private final ZMQ.Socket iopub;
    private final ZMQ.Socket messagesIn;
    private final ZMQ.Socket messagesOut;

    private Thread listener;
    private Thread sender;

    /**
     * Binds the sockets.
     *
     * @throws org.zeromq.ZMQException if a port is taken
     */
    public ZmqTransport(ConnectionFile connection) {
        this.connection = connection;
        codec = new MessageCodec(new Signer(connection.signatureScheme(), connection.key()));
        context.setLinger(LINGER_MILLIS);
        shell = bind(SocketType.ROUTER, connection.address(connection.shellPort()));
        control = bind(SocketType.ROUTER, connection.address(connection.controlPort()));
        stdin = bind(SocketType.ROUTER, connection.address(connection.stdinPort()));
        heartbeat = bind(SocketType.ROUTER, connection.address(connection.heartbeatPort()));
        iopub = bind(SocketType.XPUB, connection.address(connection.iopubPort()));
        iopub.setXpubVerbose(true); // every subscriber is welcomed, not only the first
        messagesIn = bind(SocketType.PAIR, PIPE);
        messagesOut = socket(SocketType.PAIR);
        messagesOut.connect(PIPE);
    }

    @Override
    public void start(Receiver receiver) {
        listener = thread("imagine-listener", () -> listen(receiver));
        sender = thread("imagine-sender", this::sendAll);
        listener.start();
        sender.start();
    }

    @Override
    public void send(Channel channel, Message message) {
        outbox.add(new Outgoing(channel, message));
    }

    @Override
    public Map<String, Integer> ports() {
        return connection.ports();
    }

    @Override
    public void close() {
        outbox.add(STOP);
        if (listener != null) {
            joinPatiently(sender);
            joinPatiently(listener);
        }
        context.close();
    }

    private void listen(Receiver receiver) {
        try (ZMQ.Poller poller = context.createPoller(6)) {
            List<ZMQ.Socket> sockets = List.of(shell, control, stdin, heartbeat, messagesIn, iopub);
            sockets.forEach(socket -> poller.register(socket, ZMQ.Poller.POLLIN));
            while (poller.poll(-1) >= 0) {
                if (poller.pollin(3)) {
                    sendFrames(heartbeat, receiveFrames(heartbeat));
                }
                if (poller.pollin(1)) {
                    receive(Channel.CONTROL, receiver);
                }
                if (poller.pollin(0)) {
                    receive(Channel.SHELL, receiver);
                }
                if (poller.pollin(2)) {
                    receive(Channel.STDIN, receiver);
                }
                if (poller.pollin(5)) {
                    welcome(receiveFrames(iopub).get(0));
                }
                if (poller.pollin(4) && !forward()) {
                    return;
                }
            }
        }
    }

    private void receive(Channel channel, Receiver receiver) {
        codec.decode(receiveFrames(socketOf(channel))).ifPresent(message -> receiver.received(channel, message));
    }

    /** Answers a subscription, which is a 1 and the topic; one that ends begins with 0. */
    private void welcome(byte[] subscription) {
        if (subscription.length == 0 || subscription[0] != 1) {
            return;
        }
        byte[] topic = Arrays.copyOfRange(subscription, 1, subscription.length);
        JsonObject content = new JsonObject();
        content.addProperty("subscription", new String(topic, StandardCharsets.UTF_8));
        Message welcome =
                Message.answering(null, List.of(topic), "iopub_welcome", content, new JsonObject(), List.of());
        sendFrames(iopub, codec.encode(welcome));
    }

    /** Passes one message from the sender's pipe to its socket; false when the sender has stopped. */
    private boolean forward() {
        List<byte[]> frames = receiveFrames(messagesIn);
        if (frames.size() == 1) {
            return false;
        }
        Channel channel = Channel.valueOf(new String(frames.get(0), StandardCharsets.US_ASCII));
        sendFrames(socketOf(channel), frames.subList(1, frames.size()));
        return true;
    }

    private void sendAll() {
        byte[] end = new byte[0];
        try {
            for (Outgoing next = outbox.take(); next.channel() != null; next = outbox.take()) {
                List<byte[]> frames = encode(next.message());
                List<byte[]> addressed = new ArrayList<>(frames.size() + 1);
                addressed.add(next.channel().name().getBytes(StandardCharsets.US_ASCII));
                addressed.addAll(frames);
                sendFrames(messagesOut, addressed);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            messagesOut.send(end);
        }
    }

    /** Cells can use up the memory; a thread of ours that died of it would take the session with it. */
    private List<byte[]> encode(Message message) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return codec.encode(message);
            } catch (OutOfMemoryError e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private ZMQ.Socket socketOf(Channel channel) {
        return switch (channel) {
            case SHELL -> shell;
            case CONTROL -> control;
            case STDIN -> stdin;
            case IOPUB -> iopub;
        };
    }

    private ZMQ.Socket bind(SocketType type, String address) {
        ZMQ.Socket socket = socket(type);
        socket.bind(address);
        return socket;
    }

    private ZMQ.Socket socket(SocketType type) {
        ZMQ.Socket socket = context.createSocket(type);
        // No high-water mark: ZeroMQ drops what is above it, and no output may be lost.
        socket.setHWM(0);
        socket.setLinger(LINGER_MILLIS);
        return socket;
    }

    private static List<byte[]> receiveFrames(ZMQ.Socket socket) {
        List<byte[]> frames = new ArrayList<>();
        do {
            frames.add(socket.recv());
        } while (socket.hasReceiveMore());
        return frames;
    }

    private static void sendFrames(ZMQ.Socket socket, List<byte[]> frames) {
        int last = frames.size() - 1;
        for (int i = 0; i < last; i++) {
            socket.sendMore(frames.get(i));
        }
        socket.send(frames.get(last));
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private static void joinPatiently(Thread thread) {
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
