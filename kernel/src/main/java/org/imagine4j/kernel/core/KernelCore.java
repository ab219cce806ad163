package org.imagine4j.kernel.core;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import org.imagine4j.kernel.wire.Channel;
import org.imagine4j.kernel.wire.Message;
import org.imagine4j.kernel.wire.Transport;

/**
 * Serves requests: those of the shell channel one after another on one thread, those of the control channel on another,
 * so that an interrupt is heard while a cell runs. {@link #serve} is the only place where a request becomes busy, is
 * handled, answered, and becomes idle, whatever its handler does.
 */
public final class KernelCore implements AutoCloseable {
    private final Transport transport;
    private final Interpreter interpreter;
    private final History history;
    private final OutputLimit limit;

    private final BlockingQueue<Request> shellQueue = new LinkedBlockingQueue<>();
    private final BlockingQueue<Request> controlQueue = new LinkedBlockingQueue<>();
    private final Thread shellThread;
    private final Thread controlThread;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(KernelCore::timerThread);

    private final InputDesk inputDesk = new InputDesk();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean ending;
    private volatile Runnable shutdownRequested = () -> {};

    /**
     * @param history where the cells are remembered
     * @param limit on what each cell prints
     */
    public KernelCore(Transport transport, Interpreter interpreter, History history, OutputLimit limit) {
        this.transport = transport;
        this.interpreter = interpreter;
        this.history = history;
        this.limit = limit;
        shellThread = loop("imagine-cells", shellQueue, shellHandlers());
        controlThread = loop("imagine-control", controlQueue, controlHandlers());
    }

    private Map<String, Handler> shellHandlers() {
        CellHandlers cells = new CellHandlers(interpreter, history);
        AssistanceHandlers assistance = new AssistanceHandlers(interpreter);
        CommHandlers comms = new CommHandlers(interpreter);
        return Map.ofEntries(
                Map.entry("execute_request", cells::execute),
                Map.entry("complete_request", assistance::complete),
                Map.entry("inspect_request", assistance::inspect),
                Map.entry("is_complete_request", assistance::isComplete),
                Map.entry("history_request", cells::history),
                Map.entry("kernel_info_request", assistance::kernelInfo),
                Map.entry("connect_request", this::connect),
                Map.entry("comm_info_request", comms::info),
                Map.entry("comm_open", comms::open),
                Map.entry("comm_msg", comms::message),
                Map.entry("comm_close", comms::close),
                Map.entry("interrupt_request", this::interrupt),
                Map.entry("shutdown_request", this::shutdown));
    }

    private Map<String, Handler> controlHandlers() {
        AssistanceHandlers assistance = new AssistanceHandlers(interpreter);
        return Map.of(
                "kernel_info_request", assistance::kernelInfo,
                "interrupt_request", this::interrupt,
                "shutdown_request", this::shutdown);
    }

    /** Begins to serve. */
    public void start() {
        shellThread.start();
        controlThread.start();
        transport.start(this::received);
        new RequestCell(null, transport, inputDesk, timer, limit).status("starting");
    }

    /** Tells when a request to shut down arrives, whatever there is before it to be served. */
    public void onShutdownRequest(Runnable action) {
        shutdownRequested = action;
    }

    /** Ends {@link #awaitShutdown} without being asked. */
    public void abandon() {
        ended.countDown();
    }

    /** Waits until the front end has asked the kernel to shut down and has its answer. */
    public void awaitShutdown() throws InterruptedException {
        ended.await();
    }

    /** Stops the cell that is running, if one is. */
    public void interruptCell() {
        interpreter.interrupt();
    }

    /** Ends the threads and closes the interpreter; the transport stays open for what is still to be sent. */
    @Override
    public void close() {
        ending = true;
        interpreter.interrupt();
        shellThread.interrupt();
        controlThread.interrupt();
        interpreter.close();
        timer.shutdown();
        history.close();
        ended.countDown();
    }

    private void received(Channel channel, Message message) {
        if (channel == Channel.STDIN) {
            if (message.type().equals("input_reply")) {
                inputDesk.answered(message);
            }
            return;
        }
        if (message.type().equals("shutdown_request")) {
            shutdownRequested.run();
        }
        BlockingQueue<Request> queue = channel == Channel.CONTROL ? controlQueue : shellQueue;
        RequestCell cell = new RequestCell(message, transport, inputDesk, timer, limit);
        queue.add(new Request(channel, message, cell, System.nanoTime()));
    }

    private Thread loop(String name, BlockingQueue<Request> queue, Map<String, Handler> handlers) {
        Thread thread = new Thread(
                () -> {
                    while (!ending) {
                        try {
                            Request request = queue.take();
                            Handler handler = handlers.get(request.type());
                            if (handler != null) {
                                serve(request, handler);
                            }
                        } catch (InterruptedException e) {
                            // A late interrupt of a cell that has just ended, or the end; the condition tells.
                        } catch (OutOfMemoryError e) {
                            // Not even a reply found room. The next request may: what the cell held may be free by now.
                        }
                    }
                },
                name);
        thread.setDaemon(true);
        return thread;
    }

    private void serve(Request request, Handler handler) {
        RequestCell cell = request.cell();
        cell.status("busy");
        try {
            JsonObject content = guarded(request, handler);
            if (content != null) {
                cell.reply(request.channel(), replyType(request), content);
                if (isLast(request)) {
                    cell.publish("shutdown_reply", content);
                }
            }
        } finally {
            try {
                cell.status("idle");
            } finally {
                if (isLast(request)) {
                    ended.countDown();
                }
            }
        }
    }

    /** The reply's content, whatever the handler throws. */
    private static JsonObject guarded(Request request, Handler handler) {
        try {
            JsonObject content = handler.handle(request);
            if (content != null && !content.has("status")) {
                content.addProperty("status", "ok");
            }
            return content;
        } catch (Throwable e) {
            boolean hasReply = request.type().endsWith("_request");
            return hasReply
                    ? new Outcome.Failure(e.getClass().getSimpleName(), String.valueOf(e.getMessage()), List.of())
                            .asReply()
                    : null;
        }
    }

    private static boolean isLast(Request request) {
        return request.type().equals("shutdown_request");
    }

    private static String replyType(Request request) {
        return request.type().replaceFirst("_request$", "_reply");
    }

    private JsonObject connect(Request request) {
        JsonObject reply = new JsonObject();
        transport.ports().forEach(reply::addProperty);
        return reply;
    }

    private JsonObject interrupt(Request request) {
        interpreter.interrupt();
        return new JsonObject();
    }

    private JsonObject shutdown(Request request) {
        ending = true;
        interpreter.interrupt();
        JsonObject reply = new JsonObject();
        reply.addProperty("restart", Json.flag(request.content(), "restart", false));
        return reply;
    }

    private static Thread timerThread(Runnable work) {
        Thread thread = new Thread(work, "imagine-timer");
        thread.setDaemon(true);
        return thread;
    }
}
