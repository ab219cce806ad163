package org.imagine4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AssistanceTest {
    private static final String GRIN = "\ud83d\ude00";

    private TestNotebook notebook;

    @BeforeAll
    void open() throws Exception {
        notebook = TestNotebook.open();
        notebook.cell("int counter = 1;\n/** Says hello. */ String greet(String name) { return \"hello \" + name; }");
    }

    @AfterAll
    void close() {
        notebook.close();
    }

    @Test
    void completesNamesAndMembers() {
        assertThat(CellOutput.strings(complete("coun|").get("matches"))).contains("counter");
        JsonObject reply = complete("String s = \"\";\n\"abc\".toUpp|");
        assertThat(CellOutput.strings(reply.get("matches"))).anyMatch(match -> match.startsWith("toUpperCase("));
        assertThat(reply.get("cursor_start").getAsInt()).isEqualTo("String s = \"\";\n\"abc\".".length());
    }

    @Test
    void positionsAreCodePoints() {
        JsonObject reply = complete("String s = \"" + GRIN + GRIN + "\"; coun|");
        assertThat(CellOutput.strings(reply.get("matches"))).contains("counter");
        int start = "String s = \"..\"; ".length();
        assertThat(reply.get("cursor_start").getAsInt()).isEqualTo(start);
        assertThat(reply.get("cursor_end").getAsInt()).isEqualTo(start + "coun".length());
    }

    @Test
    void completesMagics() {
        JsonObject reply = complete("int x = 1;\n%ls|");
        assertThat(CellOutput.strings(reply.get("matches"))).containsExactly("%lsmagic");
        assertThat(reply.get("cursor_start").getAsInt()).isEqualTo(11);
        assertThat(CellOutput.strings(complete("var x = %lsm|").get("matches"))).containsExactly("%lsmagic");
        assertThat(CellOutput.strings(complete("%%ht|").get("matches"))).containsExactly("%%html");
    }

    @Test
    void completionAnywhereNeverFails() {
        String code = "var m = Map.of(\"" + GRIN + "\", 1); m.get(\"";
        for (int position = -1; position <= code.length() + 3; position++) {
            JsonObject content = new JsonObject();
            content.addProperty("code", code);
            content.addProperty("cursor_pos", position);
            assertThat(notebook.ask("complete_request", content).get("status").getAsString())
                    .isEqualTo("ok");
            assertThat(notebook.ask("inspect_request", content).get("status").getAsString())
                    .isEqualTo("ok");
        }
    }

    @Test
    void explainsNamesAndMagics() {
        assertThat(inspect("Math.max(|")).contains("max(int a, int b)");
        assertThat(inspect("Math.ma|x(1, 2)")).contains("max");
        assertThat(inspect("count|er + 1")).contains("int counter");
        assertThat(inspect("gre|et")).contains("greet(String");
        assertThat(inspect("%lsma|gic")).contains("Lists all magics.");
        assertThat(inspect("String t = \"" + GRIN + "\"; count|er")).contains("int counter");
    }

    @Test
    void saysWhenThereIsNothingToExplain() {
        JsonObject content = new JsonObject();
        content.addProperty("code", "noSuchNameAnywhere");
        content.addProperty("cursor_pos", 4);
        assertThat(notebook.ask("inspect_request", content).get("found").getAsBoolean())
                .isFalse();
    }

    @Test
    void knowsWhatIsComplete() {
        assertThat(isComplete("1 + 1")).isEqualTo("complete");
        assertThat(isComplete("int x = 1; int y = 2")).isEqualTo("complete");
        assertThat(isComplete("void f() {")).isEqualTo("incomplete");
        assertThat(isComplete("int x = 1;\nfor (int i = 0; i < 10; i++) {")).isEqualTo("incomplete");
        assertThat(isComplete("\"" + GRIN)).isIn("incomplete", "invalid");
        assertThat(isComplete("int = )")).isEqualTo("invalid");
        assertThat(isComplete("%lsmagic")).isEqualTo("complete");
        assertThat(isComplete("%%html\n<b>")).isEqualTo("incomplete");
        assertThat(isComplete("%%html\n<b>\n")).isEqualTo("complete");
    }

    @Test
    void indentsWhatIsIncomplete() {
        JsonObject content = new JsonObject();
        content.addProperty("code", "void f() {\n    if (true) {");
        assertThat(notebook.ask("is_complete_request", content).get("indent").getAsString())
                .isEqualTo("        ");
    }

    private JsonObject complete(String marked) {
        return notebook.ask("complete_request", at(marked));
    }

    private String inspect(String marked) {
        JsonObject reply = notebook.ask("inspect_request", at(marked));
        assertThat(reply.get("found").getAsBoolean()).as("found %s", marked).isTrue();
        return reply.getAsJsonObject("data").get("text/plain").getAsString();
    }

    private String isComplete(String code) {
        JsonObject content = new JsonObject();
        content.addProperty("code", code);
        return notebook.ask("is_complete_request", content).get("status").getAsString();
    }

    /** A request whose cursor is where the bar stands, counted in code points. */
    private static JsonObject at(String marked) {
        int bar = marked.indexOf('|');
        JsonObject content = new JsonObject();
        content.addProperty("code", marked.substring(0, bar) + marked.substring(bar + 1));
        content.addProperty("cursor_pos", marked.codePointCount(0, bar));
        return content;
    }
}
