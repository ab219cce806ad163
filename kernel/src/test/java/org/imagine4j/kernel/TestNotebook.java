package org.imagine4j.kernel;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.imagine4j.kernel.core.History;
import org.imagine4j.kernel.core.Interpreter;
import org.imagine4j.kernel.wire.ConnectionFile;

/** A notebook with a running kernel: {@code notebook.cell("1 + 1").shows("2")}. */
final class TestNotebook implements AutoCloseable {
    private final ConnectionFile connection;
    private final Runnable endKernel;
    private final TestClient client;
    private final List<TestClient.Received> strays = new ArrayList<>();

    private TestNotebook(ConnectionFile connection, Runnable endKernel, TestClient client) {
        this.connection = connection;
        this.endKernel = endKernel;
        this.client = client;
    }

    /** A Java kernel inside this JVM; its first cell, which hears of extensions that failed, is behind it. */
    static TestNotebook open() throws IOException {
        ConnectionFile connection = TestClient.freeConnection();
        TestNotebook notebook = connect(connection, Kernel.start(connection, History.ofThisSession())::close);
        notebook.cell("");
        return notebook;
    }

    /** Any other interpreter inside this JVM. */
    static TestNotebook open(Interpreter interpreter) throws IOException {
        return open(interpreter, History.ofThisSession());
    }

    /** Any other interpreter inside this JVM, with a history of its own. */
    static TestNotebook open(Interpreter interpreter, History history) throws IOException {
        ConnectionFile connection = TestClient.freeConnection();
        return connect(connection, Kernel.start(connection, interpreter, history)::close);
    }

    /** A kernel that somebody else started. */
    static TestNotebook connect(ConnectionFile connection, Runnable endKernel) {
        return new TestNotebook(connection, endKernel, new TestClient(connection));
    }

    ConnectionFile connection() {
        return connection;
    }

    TestClient client() {
        return client;
    }

    /** Runs a cell to its end. */
    CellOutput cell(String code) {
        return finish(start(code));
    }

    /** Runs a cell with further fields of the request. */
    CellOutput cell(String code, JsonObject options) {
        options.addProperty("code", code);
        return finish(client.shell("execute_request", options));
    }

    /** Starts a cell; {@link #finish} waits for it. */
    String start(String code) {
        JsonObject content = new JsonObject();
        content.addProperty("code", code);
        content.addProperty("allow_stdin", true);
        return client.shell("execute_request", content);
    }

    /** Waits until a cell, or any other request on the shell channel, has its reply and is idle. */
    CellOutput finish(String id) {
        List<TestClient.Received> published = new ArrayList<>();
        while (!isIdle(published)) {
            TestClient.Received message = client.fromIopub();
            (message.parentId().equals(id) ? published : strays).add(message);
        }
        TestClient.Received reply = client.fromShell();
        if (!reply.parentId().equals(id)) {
            throw new AssertionError("A reply to another request: " + reply);
        }
        return new CellOutput(reply.content(), published);
    }

    /** What was published for a cell while others were waited for. */
    List<TestClient.Received> strays(String id) {
        return strays.stream().filter(message -> message.parentId().equals(id)).toList();
    }

    /** Waits until a running cell has printed something. */
    void awaitOutput(String id) {
        TestClient.Received message = client.fromIopub();
        while (!(message.parentId().equals(id) && message.type().equals("stream"))) {
            message = client.fromIopub();
        }
    }

    /** Presses the stop button. */
    void interrupt() {
        client.control("interrupt_request", new JsonObject());
        client.fromControl();
    }

    /** Any request on the shell channel; gives the reply's content. */
    JsonObject ask(String type, JsonObject content) {
        return finish(client.shell(type, content)).reply();
    }

    @Override
    public void close() {
        client.close();
        endKernel.run();
    }

    private static boolean isIdle(List<TestClient.Received> published) {
        if (published.isEmpty()) {
            return false;
        }
        TestClient.Received last = published.get(published.size() - 1);
        return last.type().equals("status")
                && last.content().get("execution_state").getAsString().equals("idle");
    }
}
