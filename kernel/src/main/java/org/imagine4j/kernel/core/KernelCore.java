package org.imagine4j.kernel.core;

import com.google.gson.JsonArray;
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

    private final Map<String, Handler> shellHandlers = Map.ofEntries(
            Map.entry("execute_request", this::execute),
            Map.entry("complete_request", this::complete),
            Map.entry("inspect_request", this::inspect),
            Map.entry("is_complete_request", this::isComplete),
            Map.entry("history_request", this::history),
            Map.entry("kernel_info_request", this::kernelInfo),
            Map.entry("comm_info_request", this::commInfo),
            Map.entry("comm_open", this::commOpen),
            Map.entry("comm_msg", this::commMessage),
            Map.entry("comm_close", this::commClose),
            Map.entry("interrupt_request", this::interrupt),
            Map.entry("shutdown_request", this::shutdown));

    private final Map<String, Handler> controlHandlers = Map.of(
            "kernel_info_request", this::kernelInfo,
            "interrupt_request", this::interrupt,
            "shutdown_request", this::shutdown);

    private final BlockingQueue<Request> shellQueue = new LinkedBlockingQueue<>();
    private final BlockingQueue<Request> controlQueue = new LinkedBlockingQueue<>();
    private final Thread shellThread = loop("imagine-cells", shellQueue, shellHandlers);
    private final Thread controlThread = loop("imagine-control", controlQueue, controlHandlers);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(KernelCore::timerThread);

    private final InputDesk inputDesk = new InputDesk();
    private final History history = new History();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean ending;

    /** Cells that were run and counted. Shell thread only. */
    private int executed;

    /** Execute requests that arrived before this moment answer {@code aborted}. Shell thread only. */
    private long abortedUntil = System.nanoTime();

    public KernelCore(Transport transport, Interpreter interpreter) {
        this.transport = transport;
        this.interpreter = interpreter;
    }

    /** Begins to serve. */
    public void start() {
        shellThread.start();
        controlThread.start();
        transport.start(this::received);
        new RequestCell(null, transport, inputDesk, timer).status("starting");
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
        ended.countDown();
    }

    private void received(Channel channel, Message message) {
        if (channel == Channel.STDIN) {
            if (message.type().equals("input_reply")) {
                inputDesk.answered(message);
            }
            return;
        }
        BlockingQueue<Request> queue = channel == Channel.CONTROL ? controlQueue : shellQueue;
        RequestCell cell = new RequestCell(message, transport, inputDesk, timer);
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
            cell.status("idle");
        }
        if (isLast(request)) {
            ended.countDown();
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
                    ? errorReply(e.getClass().getSimpleName(), String.valueOf(e.getMessage()), List.of())
                    : null;
        }
    }

    private static boolean isLast(Request request) {
        return request.type().equals("shutdown_request");
    }

    private static String replyType(Request request) {
        return request.type().replaceFirst("_request$", "_reply");
    }

    // ---- the handlers --------------------------------------------------------------------------------------------

    private JsonObject execute(Request request) {
        if (request.arrival() - abortedUntil < 0) {
            JsonObject aborted = new JsonObject();
            aborted.addProperty("status", "aborted");
            aborted.addProperty("execution_count", executed);
            return aborted;
        }
        JsonObject content = request.content();
        String code = Json.text(content, "code", "");
        boolean silent = Json.flag(content, "silent", false);
        boolean counted = !silent && Json.flag(content, "store_history", true);
        int number = executed + 1;
        RequestCell cell = request.cell();
        cell.number(number);
        if (counted) {
            executed = number;
            history.add(number, code);
        }
        if (!silent) {
            JsonObject input = new JsonObject();
            input.addProperty("code", code);
            input.addProperty("execution_count", number);
            cell.publish("execute_input", input);
        }
        Outcome outcome = interpreter.evaluate(code, cell);
        JsonObject reply;
        if (outcome instanceof Outcome.Failure failure) {
            reply = errorReply(failure.name(), failure.message(), failure.traceback());
            cell.publish("error", errorContent(failure));
            if (Json.flag(content, "stop_on_error", true)) {
                abortedUntil = System.nanoTime();
            }
        } else {
            if (outcome instanceof Outcome.Value value && !silent) {
                cell.result(value.bundle());
            }
            reply = new JsonObject();
            reply.addProperty("status", "ok");
            reply.add("user_expressions", userExpressions(Json.object(content, "user_expressions"), cell));
        }
        reply.addProperty("execution_count", number);
        reply.add("payload", new JsonArray());
        return reply;
    }

    private JsonObject userExpressions(JsonObject expressions, Cell cell) {
        JsonObject results = new JsonObject();
        for (String name : expressions.keySet()) {
            Outcome outcome = interpreter.evaluateExpression(Json.text(expressions, name, ""), cell);
            JsonObject result = new JsonObject();
            if (outcome instanceof Outcome.Failure failure) {
                result = errorReply(failure.name(), failure.message(), failure.traceback());
            } else {
                MimeBundle bundle =
                        outcome instanceof Outcome.Value value ? value.bundle() : MimeBundle.of("text/plain", "null");
                result.addProperty("status", "ok");
                result.add("data", bundle.data());
                result.add("metadata", bundle.metadata());
            }
            results.add(name, result);
        }
        return results;
    }

    private JsonObject complete(Request request) {
        String code = Json.text(request.content(), "code", "");
        int cursor = CodePoints.toIndex(code, Json.number(request.content(), "cursor_pos", Integer.MAX_VALUE));
        Completion completion = interpreter.complete(code, cursor);
        int start = CodePoints.fromIndex(code, completion.start());
        int end = CodePoints.fromIndex(code, completion.end());
        JsonArray matches = new JsonArray();
        JsonArray types = new JsonArray();
        for (Completion.Item item : completion.items()) {
            matches.add(item.text());
            JsonObject type = new JsonObject();
            type.addProperty("start", start);
            type.addProperty("end", end);
            type.addProperty("text", item.text());
            type.addProperty("type", item.kind());
            type.addProperty("signature", item.signature());
            types.add(type);
        }
        JsonObject metadata = new JsonObject();
        metadata.add("_jupyter_types_experimental", types);
        JsonObject reply = new JsonObject();
        reply.add("matches", matches);
        reply.addProperty("cursor_start", start);
        reply.addProperty("cursor_end", end);
        reply.add("metadata", metadata);
        return reply;
    }

    private JsonObject inspect(Request request) {
        String code = Json.text(request.content(), "code", "");
        int cursor = CodePoints.toIndex(code, Json.number(request.content(), "cursor_pos", Integer.MAX_VALUE));
        int detail = Json.number(request.content(), "detail_level", 0);
        MimeBundle found = interpreter.inspect(code, cursor, detail).orElse(null);
        JsonObject reply = new JsonObject();
        reply.addProperty("found", found != null);
        reply.add("data", found == null ? new JsonObject() : found.data());
        reply.add("metadata", found == null ? new JsonObject() : found.metadata());
        return reply;
    }

    private JsonObject isComplete(Request request) {
        Completeness completeness = interpreter.isComplete(Json.text(request.content(), "code", ""));
        JsonObject reply = new JsonObject();
        reply.addProperty("status", completeness.status());
        if (completeness.status().equals("incomplete")) {
            reply.addProperty("indent", completeness.indent());
        }
        return reply;
    }

    private JsonObject history(Request request) {
        JsonObject reply = new JsonObject();
        reply.add("history", history.answer(request.content()));
        return reply;
    }

    private JsonObject kernelInfo(Request request) {
        KernelDescription description = interpreter.description();
        JsonArray links = new JsonArray();
        description.helpLinks().forEach((text, url) -> {
            JsonObject link = new JsonObject();
            link.addProperty("text", text);
            link.addProperty("url", url);
            links.add(link);
        });
        JsonObject reply = new JsonObject();
        reply.addProperty("protocol_version", Message.PROTOCOL_VERSION);
        reply.addProperty("implementation", description.implementation());
        reply.addProperty("implementation_version", description.implementationVersion());
        reply.add("language_info", description.languageInfo());
        reply.addProperty("banner", description.banner());
        reply.addProperty("debugger", false);
        reply.add("help_links", links);
        return reply;
    }

    private JsonObject commInfo(Request request) {
        String target = Json.text(request.content(), "target_name", "");
        JsonObject comms = new JsonObject();
        interpreter.comms().open().forEach((id, targetName) -> {
            if (target.isEmpty() || target.equals(targetName)) {
                JsonObject comm = new JsonObject();
                comm.addProperty("target_name", targetName);
                comms.add(id, comm);
            }
        });
        JsonObject reply = new JsonObject();
        reply.add("comms", comms);
        return reply;
    }

    private JsonObject commOpen(Request request) {
        if (!interpreter.comms().opened(request.message(), request.cell())) {
            JsonObject content = new JsonObject();
            content.addProperty("comm_id", Json.text(request.content(), "comm_id", ""));
            content.add("data", new JsonObject());
            request.cell().publish("comm_close", content);
        }
        return null;
    }

    private JsonObject commMessage(Request request) {
        interpreter.comms().received(request.message(), request.cell());
        return null;
    }

    private JsonObject commClose(Request request) {
        interpreter.comms().closed(request.message(), request.cell());
        return null;
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

    private static JsonObject errorContent(Outcome.Failure failure) {
        JsonArray traceback = new JsonArray();
        failure.traceback().forEach(traceback::add);
        JsonObject content = new JsonObject();
        content.addProperty("ename", failure.name());
        content.addProperty("evalue", failure.message());
        content.add("traceback", traceback);
        return content;
    }

    private static JsonObject errorReply(String name, String message, List<String> traceback) {
        JsonObject reply = errorContent(new Outcome.Failure(name, message, traceback));
        reply.addProperty("status", "error");
        return reply;
    }

    private static Thread timerThread(Runnable work) {
        Thread thread = new Thread(work, "imagine-timer");
        thread.setDaemon(true);
        return thread;
    }
}
