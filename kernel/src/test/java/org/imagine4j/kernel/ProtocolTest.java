package org.imagine4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The protocol, tried with the echo interpreter: none of it depends on the language. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ProtocolTest {
    private TestNotebook notebook;

    @BeforeEach
    void open() throws Exception {
        notebook = TestNotebook.open(new EchoInterpreter());
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    @Test
    void everyRequestIsBusyAnsweredAndIdle() {
        CellOutput output = notebook.cell("hello").shows("hello");
        assertThat(output.types()).containsExactly("status", "execute_input", "execute_result", "status");
        assertThat(output.contents("status").get(0).get("execution_state").getAsString())
                .isEqualTo("busy");
    }

    @Test
    void failuresOfTheInterpreterAreErrors() {
        notebook.cell("fail").fails("EchoError", "as you wish");
        assertThat(notebook.cell("crash").status()).isEqualTo("error");
        notebook.cell("hello").shows("hello");
    }

    @Test
    void kernelInfoDescribesTheKernel() {
        JsonObject info = notebook.ask("kernel_info_request", new JsonObject());
        assertThat(info.get("status").getAsString()).isEqualTo("ok");
        assertThat(info.get("protocol_version").getAsString()).isEqualTo("5.5");
        assertThat(info.getAsJsonArray("supported_features")).isEmpty();
        assertThat(info.get("implementation").getAsString()).isEqualTo("echo");
        assertThat(info.getAsJsonObject("language_info").get("name").getAsString())
                .isEqualTo("echo");
    }

    @Test
    void connectTellsThePorts() {
        JsonObject ports = notebook.ask("connect_request", new JsonObject());
        for (String port : List.of("shell_port", "iopub_port", "stdin_port", "hb_port", "control_port")) {
            assertThat(ports.get(port).getAsInt()).as(port).isPositive();
        }
    }

    @Test
    void optionalCapabilitiesHaveDefaults() {
        JsonObject code = new JsonObject();
        code.addProperty("code", "x");
        code.addProperty("cursor_pos", 1);
        assertThat(notebook.ask("complete_request", code).getAsJsonArray("matches"))
                .isEmpty();
        assertThat(notebook.ask("inspect_request", code).get("found").getAsBoolean())
                .isFalse();
        assertThat(notebook.ask("is_complete_request", code).get("status").getAsString())
                .isEqualTo("unknown");
        assertThat(notebook.ask("comm_info_request", new JsonObject())
                        .getAsJsonObject("comms")
                        .keySet())
                .isEmpty();
    }

    @Test
    void commsWithoutTargetAreClosed() {
        JsonObject open = new JsonObject();
        open.addProperty("comm_id", "c1");
        open.addProperty("target_name", "nobody");
        String id = notebook.client().shell("comm_open", open);
        TestClient.Received message = notebook.client().fromIopub();
        while (!message.type().equals("comm_close")) {
            message = notebook.client().fromIopub();
        }
        assertThat(message.parentId()).isEqualTo(id);
        assertThat(message.content().get("comm_id").getAsString()).isEqualTo("c1");
    }

    @Test
    void historyKnowsTheSession() {
        notebook.cell("one");
        notebook.cell("two");
        notebook.cell("one");
        JsonObject tail = new JsonObject();
        tail.addProperty("hist_access_type", "tail");
        tail.addProperty("n", 2);
        assertThat(sources(tail)).containsExactly("two", "one");
        JsonObject range = new JsonObject();
        range.addProperty("hist_access_type", "range");
        range.addProperty("start", 1);
        range.addProperty("stop", 3);
        assertThat(sources(range)).containsExactly("one", "two");
        JsonObject search = new JsonObject();
        search.addProperty("hist_access_type", "search");
        search.addProperty("pattern", "*n?");
        search.addProperty("unique", true);
        assertThat(sources(search)).containsExactly("one");
    }

    @Test
    void everySubscriberIsWelcomed() throws Exception {
        // The constructor waits for the welcome.
        try (TestClient second = new TestClient(notebook.connection())) {
            notebook.cell("hello");
            TestClient.Received first = second.fromIopub();
            assertThat(first.type()).as("nothing is missed after it").isEqualTo("status");
        }
    }

    @Test
    void heartbeatsAreEchoed() {
        assertThat(notebook.client().heartbeat("ping")).isEqualTo("ping");
        assertThat(notebook.client().heartbeat("pong")).isEqualTo("pong");
    }

    @Test
    void badSignaturesAndGarbageChangeNothing() {
        TestClient client = notebook.client();
        List<byte[]> forged = client.frames("execute_request", code("forged"));
        forged.set(1, "0".repeat(64).getBytes(StandardCharsets.US_ASCII));
        client.raw(forged);
        client.raw(List.of(new byte[0]));
        client.raw(List.of("garbage".getBytes(StandardCharsets.UTF_8)));
        client.raw(List.of("<IDS|MSG>".getBytes(StandardCharsets.US_ASCII)));
        client.raw(client.frames("not json", "{}"));
        client.raw(client.frames("[]", "[]"));
        client.raw(client.frames("{}", "{}"));
        client.raw(client.frames("{\"msg_type\":5}", "{}"));
        client.raw(client.frames("no_such_request", new JsonObject()));
        client.raw(client.frames("execute_reply", new JsonObject()));
        notebook.cell("still here").shows("still here");
    }

    @Test
    void illTypedFieldsHaveTheirDefaults() {
        TestClient client = notebook.client();
        client.raw(client.frames(
                client.header("execute_request"), "{\"code\":{},\"silent\":\"yes\",\"user_expressions\":[]}"));
        assertThat(client.fromShell().content().get("status").getAsString()).isEqualTo("ok");
        client.raw(client.frames(client.header("complete_request"), "{\"code\":[],\"cursor_pos\":1e99}"));
        assertThat(client.fromShell().content().get("status").getAsString()).isEqualTo("ok");
        client.raw(client.frames(client.header("history_request"), "{\"n\":{}}"));
        assertThat(client.fromShell().content().get("status").getAsString()).isEqualTo("ok");
    }

    @Test
    void manyRequestsAtOnceAreAllAnsweredInOrder() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            ids.add(notebook.start("cell " + i));
        }
        for (int i = 0; i < ids.size(); i++) {
            notebook.finish(ids.get(i)).shows("cell " + i);
        }
    }

    @Test
    void shutdownIsAnsweredOnBothChannels() {
        JsonObject content = new JsonObject();
        content.addProperty("restart", true);
        notebook.client().control("shutdown_request", content);
        TestClient.Received reply = notebook.client().fromControl();
        assertThat(reply.type()).isEqualTo("shutdown_reply");
        assertThat(reply.content().get("restart").getAsBoolean()).isTrue();
        TestClient.Received published = notebook.client().fromIopub();
        while (!published.type().equals("shutdown_reply")) {
            published = notebook.client().fromIopub();
        }
        assertThat(published.content().get("restart").getAsBoolean()).isTrue();
    }

    private List<String> sources(JsonObject request) {
        JsonArray history = notebook.ask("history_request", request).getAsJsonArray("history");
        List<String> sources = new ArrayList<>();
        history.forEach(row -> sources.add(row.getAsJsonArray().get(2).getAsString()));
        return sources;
    }

    private static JsonObject code(String code) {
        JsonObject content = new JsonObject();
        content.addProperty("code", code);
        return content;
    }
}
