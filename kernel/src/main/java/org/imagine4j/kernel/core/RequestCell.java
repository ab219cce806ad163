package org.imagine4j.kernel.core;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.imagine4j.kernel.wire.Channel;
import org.imagine4j.kernel.wire.Message;
import org.imagine4j.kernel.wire.Transport;

/** The output side of one request: everything sent through it carries that request's header as its parent. */
final class RequestCell implements Cell {
    private final Message request;
    private final Transport transport;
    private final InputDesk inputDesk;
    private final StreamBuffer streams;
    private final OutputGuard guard;
    private volatile int executionCount;

    RequestCell(
            Message request,
            Transport transport,
            InputDesk inputDesk,
            ScheduledExecutorService timer,
            OutputLimit limit) {
        this.request = request;
        this.transport = transport;
        this.inputDesk = inputDesk;
        this.streams = new StreamBuffer(this::publishStream, timer);
        this.guard = new OutputGuard(limit, streams::append);
    }

    void number(int count) {
        executionCount = count;
    }

    @Override
    public int executionCount() {
        return executionCount;
    }

    @Override
    public void print(StreamName stream, CharSequence text) {
        guard.print(stream, text);
    }

    @Override
    public void display(MimeBundle bundle) {
        if (!bundle.isEmpty()) {
            publish("display_data", content(bundle));
        }
    }

    @Override
    public void updateDisplay(MimeBundle bundle) {
        publish("update_display_data", content(bundle));
    }

    @Override
    public void clearOutput(boolean wait) {
        JsonObject content = new JsonObject();
        content.addProperty("wait", wait);
        guard.cleared();
        publish("clear_output", content);
    }

    @Override
    public void publish(String type, JsonObject content, JsonObject metadata, List<byte[]> buffers) {
        streams.flush();
        send(Channel.IOPUB, topic(type), type, content, metadata, buffers);
    }

    @Override
    public String input(String prompt, boolean password) throws IOException {
        if (!Json.flag(request.content(), "allow_stdin", false)) {
            throw new IOException("This front end does not ask the user for input; give the value in the code instead");
        }
        streams.flush();
        JsonObject content = new JsonObject();
        content.addProperty("prompt", prompt);
        content.addProperty("password", password);
        Message question =
                Message.answering(request, request.identities(), "input_request", content, new JsonObject(), List.of());
        return inputDesk.ask(question, message -> transport.send(Channel.STDIN, message));
    }

    void publish(String type, JsonObject content) {
        publish(type, content, new JsonObject(), List.of());
    }

    void result(MimeBundle bundle) {
        if (!bundle.isEmpty()) {
            JsonObject content = content(bundle);
            content.addProperty("execution_count", executionCount);
            publish("execute_result", content);
        }
    }

    void status(String state) {
        JsonObject content = new JsonObject();
        content.addProperty("execution_state", state);
        guard.flush();
        publish("status", content);
    }

    void reply(Channel channel, String type, JsonObject content) {
        send(channel, request.identities(), type, content, new JsonObject(), List.of());
    }

    private void publishStream(StreamName stream, String text) {
        JsonObject content = new JsonObject();
        content.addProperty("name", stream.wireName());
        content.addProperty("text", text);
        send(Channel.IOPUB, topic("stream"), "stream", content, new JsonObject(), List.of());
    }

    private void send(
            Channel channel,
            List<byte[]> identities,
            String type,
            JsonObject content,
            JsonObject metadata,
            List<byte[]> buffers) {
        transport.send(channel, Message.answering(request, identities, type, content, metadata, buffers));
    }

    private static JsonObject content(MimeBundle bundle) {
        JsonObject content = new JsonObject();
        content.add("data", bundle.data());
        content.add("metadata", bundle.metadata());
        content.add("transient", bundle.transientData());
        return content;
    }

    private static List<byte[]> topic(String type) {
        return List.of(type.getBytes(StandardCharsets.US_ASCII));
    }
}
