package org.imagine4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CellsTest {
    private TestNotebook notebook;

    @BeforeAll
    void open() throws Exception {
        notebook = TestNotebook.open();
    }

    @AfterAll
    void close() {
        notebook.close();
    }

    @Test
    void theLastExpressionIsTheResult() {
        notebook.cell("1 + 1").shows("2");
        notebook.cell("int x = 20;\nint y = x * 2;\ny + 2").shows("42");
        notebook.cell("List.of(1, 2, 3).stream().map(i -> i * i).collect(Collectors.toList())")
                .shows("[1, 4, 9]");
    }

    @Test
    void declarationsAssignmentsAndNullShowNothing() {
        notebook.cell("int declared = 5;").showsNothing();
        notebook.cell("declared = 6;").showsNothing();
        notebook.cell("void method() {}").showsNothing();
        notebook.cell("(Object) null").showsNothing();
        notebook.cell("").showsNothing();
        notebook.cell("// only a comment").showsNothing();
        notebook.cell("declared\n// a comment after the value").shows("6");
    }

    @Test
    void cellsAreCounted() {
        int first = notebook.cell("1").reply().get("execution_count").getAsInt();
        int second = notebook.cell("2").reply().get("execution_count").getAsInt();
        assertThat(second).isEqualTo(first + 1);
    }

    @Test
    void silentCellsAreNeitherCountedNorShown() {
        int before = notebook.cell("1").reply().get("execution_count").getAsInt();
        JsonObject silent = new JsonObject();
        silent.addProperty("silent", true);
        CellOutput output = notebook.cell("1 + 1", silent);
        assertThat(output.types()).containsExactly("status", "status");
        assertThat(notebook.cell("1").reply().get("execution_count").getAsInt()).isEqualTo(before + 1);
    }

    @Test
    void userExpressionsAreAnsweredOneByOne() {
        JsonObject expressions = new JsonObject();
        expressions.addProperty("good", "6 * 7");
        expressions.addProperty("bad", "noSuchThing");
        JsonObject options = new JsonObject();
        options.add("user_expressions", expressions);
        JsonObject answers = notebook.cell("1", options).reply().getAsJsonObject("user_expressions");
        assertThat(answers.getAsJsonObject("good")
                        .getAsJsonObject("data")
                        .get("text/plain")
                        .getAsString())
                .isEqualTo("42");
        assertThat(answers.getAsJsonObject("bad").get("status").getAsString()).isEqualTo("error");
    }

    @Test
    void printsToBothStreamsInUtf8() {
        notebook.cell(
                        "System.out.print(\"gr\u00fc\u00df \"); System.out.println(\"\ud83d\ude00\"); System.err.println(\"oh\")")
                .prints("gr\u00fc\u00df \ud83d\ude00\n")
                .printsError("oh\n");
    }

    @Test
    void aCharacterWrittenByteByByteArrivesWhole() {
        notebook.cell("for (byte b : \"\ud83d\ude00\u20ac\u00e4\".getBytes(\"UTF-8\")) System.out.write(b);")
                .prints("\ud83d\ude00\u20ac\u00e4");
    }

    @Test
    void tenMegabytesArriveWholeAndBeforeIdle() {
        notebook.cell("%output --limit none").prints("A cell may print as much as it likes.\n");
        CellOutput output = notebook.cell(
                "for (int i = 0; i < 100_000; i++) System.out.println(String.format(\"%06d\", i) + \"x\".repeat(93));");
        notebook.cell("%output --limit 5M").prints("A cell may print 5,000,000 characters.\n");
        String text = output.stream("stdout");
        assertThat(text).hasSize(10_000_000);
        List<String> lines = text.lines().toList();
        assertThat(lines).hasSize(100_000);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i)).startsWith(String.format("%06d", i));
        }
        assertThat(output.contents("stream")).hasSizeLessThan(1_000);
    }

    @Test
    void whatExceedsTheLimitGoesToAFile() throws Exception {
        notebook.cell("%output -l 1k").prints("A cell may print 1,000 characters.\n");
        CellOutput output = notebook.cell(
                "System.out.print(\"a\".repeat(999) + \"\ud83d\ude00\");\nfor (int i = 0; i < 3000; i++) System.out.print(i % 10);");
        assertThat(output.stream("stdout")).isEqualTo("a".repeat(999));
        String notice = output.stream("stderr").strip();
        assertThat(notice.lines())
                .hasSize(2)
                .last()
                .isEqualTo("%output --limit none lifts the limit for this session.");
        Path file = Path.of(notice.lines().findFirst().orElseThrow().replaceFirst(".* is in (.*)\\.$", "$1"));
        assertThat(file).content().startsWith("\ud83d\ude000123").hasSize(3002);
        notebook.cell("for (int i = 0; i < 5; i++) { System.out.print(\"b\".repeat(900)); clearOutput(); }")
                .printsError("");
        assertThat(notebook.cell("%output -l much").traceback()).hasSize(2);
        notebook.cell("%output -l 5000000");
    }

    @Test
    void outputsKeepTheirOrder() {
        CellOutput output = notebook.cell(
                "System.out.print(\"a\"); System.err.print(\"b\"); display(\"c\"); System.out.print(\"d\"); \"e\"");
        assertThat(output.types())
                .containsExactly(
                        "status",
                        "execute_input",
                        "stream",
                        "stream",
                        "display_data",
                        "stream",
                        "execute_result",
                        "status");
    }

    @Test
    void displaysAndUpdates() {
        CellOutput output = notebook.cell("String id = display(\"one\"); updateDisplay(id, \"two\");")
                .displays("one")
                .updates("two");
        String id = output.contents("display_data")
                .get(0)
                .getAsJsonObject("transient")
                .get("display_id")
                .getAsString();
        assertThat(output.contents("update_display_data")
                        .get(0)
                        .getAsJsonObject("transient")
                        .get("display_id")
                        .getAsString())
                .isEqualTo(id);
        notebook.cell("updateDisplay(id, \"three\");").updates("three");
    }

    @Test
    void showsRichValues() {
        CellOutput output =
                notebook.cell("new java.awt.image.BufferedImage(2, 2, 1)").succeeds();
        assertThat(output.contents("execute_result")
                        .get(0)
                        .getAsJsonObject("data")
                        .keySet())
                .contains("image/png", "text/plain");
        JsonObject json = notebook.cell("render(\"{\\\"a\\\": 1}\", \"application/json\")")
                .contents("execute_result")
                .get(0)
                .getAsJsonObject("data");
        assertThat(json.getAsJsonObject("application/json").get("a").getAsInt()).isEqualTo(1);
    }

    @Test
    void clearsOutput() {
        CellOutput output = notebook.cell("System.out.print(\"old\"); clearOutput(true); System.out.print(\"new\");");
        assertThat(output.types()).containsSubsequence("stream", "clear_output", "stream");
        assertThat(output.contents("clear_output").get(0).get("wait").getAsBoolean())
                .isTrue();
    }

    @Test
    void threadsPrintIntoTheCellThatStartedThem() {
        notebook.cell("var gate = new CountDownLatch(1);\nThread worker;");
        String starter = notebook.start("""
                worker = new Thread(() -> {
                    try { gate.await(); } catch (InterruptedException e) { return; }
                    System.out.print("late");
                    display("picture");
                });
                worker.start();
                System.out.print("now");""");
        notebook.finish(starter).prints("now");
        notebook.cell("gate.countDown(); worker.join(); System.out.print(\"other\");")
                .prints("other")
                .displays();
        assertThat(notebook.strays(starter).stream().map(TestClient.Received::type))
                .containsExactly("stream", "display_data");
    }

    @Test
    void cellsMayEvaluateCellsEvenFromThreads() {
        notebook.cell("eval(\"40 + 2\")").shows("42");
        notebook.cell("var answer = CompletableFuture.supplyAsync(() -> eval(\"6 * 7\")).get(); answer")
                .shows("42");
    }

    @Test
    void redefinesMethodsAndClasses() {
        notebook.cell("int twice(int i) { return 2 * i; }\nint four(int i) { return twice(twice(i)); }");
        notebook.cell("four(1)").shows("4");
        notebook.cell("int twice(int i) { return 10 * i; }");
        notebook.cell("four(1)").shows("100");
        notebook.cell("record Point(int x, int y) {}\nvar p = new Point(1, 2);");
        notebook.cell("p").shows("Point[x=1, y=2]");
    }

    @Test
    void systemExitEndsTheCellOnly() {
        notebook.cell("int before = 1; System.exit(0);")
                .fails(
                        "SystemExit",
                        "System.exit(0) ends this cell, not the session.\n"
                                + "To end or restart the session use the front end's Kernel menu.");
        notebook.cell("before").shows("1");
        assertThat(notebook.cell("Runtime.getRuntime().exit(3);")
                        .reply()
                        .get("ename")
                        .getAsString())
                .isEqualTo("SystemExit");
        assertThat(notebook.cell("Runtime.getRuntime().halt(3);")
                        .reply()
                        .get("ename")
                        .getAsString())
                .isEqualTo("SystemExit");
        notebook.cell("before").shows("1");
    }

    @Test
    void asksTheUser() {
        String id = notebook.start("new Scanner(System.in).nextLine() + \"!\"");
        TestClient.Received question = notebook.client().fromStdin();
        assertThat(question.type()).isEqualTo("input_request");
        assertThat(question.parentId()).isEqualTo(id);
        JsonObject answer = new JsonObject();
        answer.addProperty("value", "Z\u00fcrich \ud83d\ude00");
        notebook.client().stdin("input_reply", answer);
        notebook.finish(id).shows("Z\u00fcrich \ud83d\ude00!");
    }

    @Test
    void asksWithAPromptAndInSecret() {
        String id = notebook.start("password(\"Token: \")");
        JsonObject question = notebook.client().fromStdin().content();
        assertThat(question.get("prompt").getAsString()).isEqualTo("Token: ");
        assertThat(question.get("password").getAsBoolean()).isTrue();
        JsonObject answer = new JsonObject();
        answer.addProperty("value", "s3cret");
        notebook.client().stdin("input_reply", answer);
        notebook.finish(id).shows("s3cret");
    }

    @Test
    void saysSoWhenTheFrontEndCannotAsk() {
        JsonObject options = new JsonObject();
        options.addProperty("allow_stdin", false);
        notebook.cell("System.in.read()", options)
                .fails(
                        "IOException",
                        "This front end does not ask the user for input; give the value in the code instead");
    }
}
