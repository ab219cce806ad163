package org.imagine4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a cell gave: its reply, and everything it published from busy to idle. Assertions read like the notebook. */
final class CellOutput {
    private final JsonObject reply;
    private final List<TestClient.Received> published;

    CellOutput(JsonObject reply, List<TestClient.Received> published) {
        this.reply = reply;
        this.published = published;
    }

    /** The cell has run and its value looks like this. */
    CellOutput shows(String text) {
        succeeds();
        assertThat(results()).as("results").containsExactly(text);
        return this;
    }

    /** The cell has run and has no value to show. */
    CellOutput showsNothing() {
        succeeds();
        assertThat(results()).as("results").isEmpty();
        return this;
    }

    CellOutput prints(String text) {
        assertThat(stream("stdout")).isEqualTo(text);
        return this;
    }

    CellOutput printsError(String text) {
        assertThat(stream("stderr")).isEqualTo(text);
        return this;
    }

    CellOutput displays(String... texts) {
        assertThat(texts("display_data")).as("displays").containsExactly(texts);
        return this;
    }

    CellOutput updates(String... texts) {
        assertThat(texts("update_display_data")).as("updates").containsExactly(texts);
        return this;
    }

    CellOutput succeeds() {
        assertThat(status()).as("status, with error " + traceback()).isEqualTo("ok");
        return this;
    }

    /** The cell has failed with this error. */
    CellOutput fails(String name, String message) {
        assertThat(status()).isEqualTo("error");
        assertThat(reply.get("ename").getAsString()).isEqualTo(name);
        assertThat(reply.get("evalue").getAsString()).isEqualTo(message);
        assertThat(contents("error")).as("published errors").hasSize(1);
        assertThat(contents("error").get(0).get("ename").getAsString()).isEqualTo(name);
        return this;
    }

    /** The error report, without colours, holds these lines one after another. */
    CellOutput reports(String... lines) {
        assertThat(traceback()).containsSubsequence(lines);
        return this;
    }

    String status() {
        return reply.get("status").getAsString();
    }

    JsonObject reply() {
        return reply;
    }

    List<String> types() {
        return published.stream().map(TestClient.Received::type).toList();
    }

    List<JsonObject> contents(String type) {
        return published.stream()
                .filter(message -> message.type().equals(type))
                .map(TestClient.Received::content)
                .toList();
    }

    List<String> results() {
        return texts("execute_result");
    }

    String stream(String name) {
        return contents("stream").stream()
                .filter(content -> content.get("name").getAsString().equals(name))
                .map(content -> content.get("text").getAsString())
                .collect(Collectors.joining());
    }

    List<String> traceback() {
        List<String> lines = new ArrayList<>();
        if (reply.has("traceback")) {
            for (JsonElement line : reply.get("traceback").getAsJsonArray()) {
                line.getAsString().replaceAll("\u001b\\[[0-9;]*m", "").lines().forEach(lines::add);
            }
        }
        return lines;
    }

    private List<String> texts(String type) {
        return contents(type).stream()
                .map(content ->
                        content.getAsJsonObject("data").get("text/plain").getAsString())
                .toList();
    }

    static List<String> strings(JsonElement array) {
        return StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsString)
                .toList();
    }
}
