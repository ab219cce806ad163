package org.imagine4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.List;
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
        notebook.cell(
                "int counter = 1;\n/** Says {@code hello}.\n * @param name whom to greet\n */ String greet(String name) { return \"hello \" + name; }\n"
                        + "record Point(int x, int y) {}\nvar point = new Point(1, 2);");
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
    void completionTellsKindsAndSignatures() {
        assertThat(items("coun|")).contains("counter variable int counter");
        assertThat(items("gree|")).contains("greet( function String greet(String)");
        assertThat(items("\"abc\".subst|"))
                .containsExactly("substring( function String substring(int) | String substring(int, int)");
        assertThat(items("List.of(1).siz|")).containsExactly("size() function int size()");
        assertThat(items("Math.P|")).containsExactly("PI constant double PI");
        assertThat(items("Map.Ent|").get(0)).startsWith("Entry").contains(" class ");
        assertThat(items("new Point(1, 2).x|")).containsExactly("x() function int x()");
        assertThat(items("point.x|")).containsExactly("x() function int x()");
        assertThat(items("java.uti|")).containsExactly("util. module ");
        assertThat(items("int f() { retur|")).containsExactly("return keyword ");
        assertThat(items("unknown.retur|")).isEmpty();
    }

    @Test
    void completesOptionsOfMagicsAndTheirValues() {
        assertThat(items("%timeit --ru|")).containsExactly("--runs option N  Runs (default 7).");
        assertThat(strings("%timeit -r 3 -|")).contains("-n", "--loops", "--warmup", "--help");
        assertThat(strings("%greet --|")).contains("--loud");
        assertThat(strings("%who Poi|")).containsExactly("Point");
        assertThat(strings("%env PAT|")).contains("PATH");
        assertThat(strings("%picture --|")).isEmpty();
    }

    @Test
    void completesWhatExtensionsMagicsTell() {
        assertThat(strings("%set |")).containsExactly("list", "get", "drop", "read");
        assertThat(strings("%set get |")).containsExactly("cat", "cow");
        assertThat(strings("%set --format x get co|")).containsExactly("cow");
        assertThat(strings("%set get cat |")).isEmpty();
        assertThat(items("%set read po|")).containsExactly("pom.xml path file");
        assertThat(strings("%set --format |")).as("the magic failed to tell").isEmpty();
        assertThat(strings("%set --|")).containsExactly("--format", "--size", "--tidy", "--no-tidy");
        assertThat(items("%se|")).containsExactly("%set magic Looks after sets.");
        assertThat(inspect("%s|et")).contains("Looks after sets.", "--format F");
    }

    @Test
    void completesTheJavaThatAMagicIsAbout() {
        assertThat(items("%time coun|")).contains("counter variable int counter");
        assertThat(strings("int a = 1;\n%timeit -r 3 \"x\".toUpp|"))
                .anyMatch(match -> match.startsWith("toUpperCase("));
        assertThat(strings("%%time\nint b = 2;\ncoun|")).contains("counter");
        assertThat(strings("%%html\ncoun|")).isEmpty();
        assertThat(inspect("%time gre|et(\"x\")")).contains("greet(String");
    }

    @Test
    void completesPaths() {
        assertThat(items("Path.of(\"src/ma|")).containsExactly("src/main/ path folder");
        assertThat(items("%load pom|")).containsExactly("pom.xml path file");
        assertThat(items("%%writefile src/te|")).containsExactly("src/test/ path folder");
        assertThat(strings("\"no such file |")).isEmpty();
        JsonObject reply = complete("var p = Path.of(\"src/ma|");
        assertThat(reply.get("cursor_start").getAsInt()).isEqualTo("var p = Path.of(\"".length());
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
        assertThat(inspect("Math.max|")).contains("max(int a, int b)");
        assertThat(inspect("count|er + 1")).contains("int counter");
        assertThat(inspect("gre|et")).contains("greet(String", "Says hello.", "@param name whom to greet");
        assertThat(inspect("%lsma|gic")).contains("Lists all magics.");
        assertThat(inspect("%timeit|")).contains("-r, --runs N");
        assertThat(inspect("%timeit|?")).contains("-r, --runs N");
        assertThat(inspect("%history |3")).contains("-n, --last N");
        assertThat(inspect("%%writefi|le x\n")).contains("%%writefile [OPTIONS] FILE");
        assertThat(inspect("%gr|eet")).contains("Greets somebody.", "--loud");
        assertThat(inspect("%pictu|re")).contains("declares nothing");
        assertThat(inspect("String t = \"" + GRIN + "\"; count|er")).contains("int counter");
    }

    @Test
    void explainsTheOptionThatStandsThere() {
        String last = "-n, --last N\n\nThe last N cells, of earlier sessions too if need be.\n\n"
                + "%history? explains the magic.";
        assertThat(inspect("%history --la|st 3")).isEqualTo(last);
        assertThat(inspect("%history --last |3")).isEqualTo(last);
        assertThat(inspect("%history --last|=3")).isEqualTo(last);
        assertThat(inspect("%set --no-ti|dy")).startsWith("--[no-]tidy\n\nWhether to tidy up.");
        assertThat(inspect("%set --size |")).contains("SIZE: small, big");
        assertThat(inspect("%set --unkn|own")).contains("Looks after sets.");
    }

    @Test
    void explainsAMethodOfTheNotebookOnce() {
        assertThat(inspect("gre|et").lines().filter(line -> line.contains("greet(")))
                .containsExactly("String greet(String name)");
        notebook.cell("/** Adds. */ int sum(int a, Map<String, Integer> b) { return a; }")
                .succeeds();
        assertThat(inspect("su|m")).isEqualTo("int sum(int a, Map<String,Integer> b)\n\nAdds.");
    }

    @Test
    void explanationsAreRendered() {
        JsonObject data = notebook.ask("inspect_request", at("gre|et")).getAsJsonObject("data");
        assertThat(data.get("text/html").getAsString())
                .contains("Says <code>hello</code>.", "<dt>Parameter <code>name</code></dt><dd>whom to greet</dd>");
        assertThat(notebook.ask("inspect_request", at("%ti|me"))
                        .getAsJsonObject("data")
                        .keySet())
                .contains("text/plain", "text/html", "text/markdown");
    }

    @Test
    void aCellMayAskWhatSomethingIs() {
        notebook.cell("counter?").shows("int counter");
        notebook.cell("?greet").shows("String greet(String name)\n\nSays hello.\n  @param name whom to greet");
        assertThat(notebook.cell("java.util.List?").results())
                .singleElement()
                .asString()
                .contains("java.util.List");
        notebook.cell("nobody?").showsNothing().prints("Nothing is known of nobody.\n");
        assertThat(isComplete("counter?")).isEqualTo("complete");
        notebook.cell("true ? 1 : 2").shows("1");
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
        assertThat(isComplete("import = 5;")).isEqualTo("invalid");
        assertThat(isComplete("int good = 1;\nint 5x;")).isEqualTo("invalid");
        assertThat(isComplete("1 +")).isEqualTo("incomplete");
        assertThat(isComplete("if (true) { }")).isEqualTo("complete");
        assertThat(isComplete("if (true) { } else")).isEqualTo("incomplete");
        assertThat(isComplete("while (true)")).isEqualTo("incomplete");
        assertThat(isComplete("for (int i = 0; i < 3; i++)")).isEqualTo("incomplete");
        assertThat(isComplete("if (true) System.out.println(1)")).isEqualTo("complete");
        assertThat(isComplete("class A {\n  int f() {\n")).isEqualTo("incomplete");
        assertThat(isComplete("missing(1)"))
                .as("what is not declared yet may be")
                .isEqualTo("complete");
        assertThat(isComplete("%time f()\nint z = 1;")).isEqualTo("complete");
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

    private List<String> strings(String marked) {
        return CellOutput.strings(complete(marked).get("matches"));
    }

    /** Text, kind and signature of each proposal. */
    private List<String> items(String marked) {
        return complete(marked)
                .getAsJsonObject("metadata")
                .getAsJsonArray("_jupyter_types_experimental")
                .asList()
                .stream()
                .map(item -> item.getAsJsonObject())
                .map(item ->
                        item.get("text").getAsString() + " " + item.get("type").getAsString() + " "
                                + item.get("signature").getAsString())
                .toList();
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
    static JsonObject at(String marked) {
        int bar = marked.indexOf('|');
        JsonObject content = new JsonObject();
        content.addProperty("code", marked.substring(0, bar) + marked.substring(bar + 1));
        content.addProperty("cursor_pos", marked.codePointCount(0, bar));
        return content;
    }
}
