package org.imagine4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The magics that every session has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class MagicsTest {
    @TempDir
    Path folder;

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
    void everyMagicIsListedWithItsSummary() {
        String list = notebook.cell("%lsmagic").results().get(0);
        assertThat(list.lines().filter(line -> line.startsWith("%time ")).findFirst())
                .hasValueSatisfying(line -> assertThat(line).endsWith("Runs code once and tells how long it took."));
        assertThat(list)
                .contains(
                        "%lsmagic",
                        "%timeit", "%%timeit", "%env", "%%writefile", "%%html", "%%markdown", "%who", "%whos")
                .contains(
                        "%reset", "%history", "%%bash", "%system", "%load", "%classpath", "%jars", "%maven", "%greet");
    }

    @Test
    void helpComesFromTheDeclaration() {
        for (String asked : List.of("%timeit --help", "%timeit -h", "%timeit?", "%timeit ?")) {
            JsonObject data = notebook.cell(asked)
                    .showsNothing()
                    .contents("display_data")
                    .get(0)
                    .getAsJsonObject("data");
            assertThat(data.get("text/plain").getAsString())
                    .startsWith("%timeit [OPTIONS] CODE\n")
                    .contains("-r, --runs N", "Runs (default 7).", "Examples\n  %timeit Math.log(x)");
            assertThat(data.get("text/html").getAsString()).contains("<code><b>%timeit [OPTIONS] CODE</b></code>");
            assertThat(data.get("text/markdown").getAsString()).contains("| `-r, --runs N` |");
        }
        notebook.cell("%%writefile?\n").showsNothing();
    }

    @Test
    void mistakesAreAnsweredInTwoLines() {
        assertThat(notebook.cell("%history --lst 3").traceback())
                .containsExactly(
                        "%history does not understand --lst.",
                        "Did you mean --last? %history --help explains its options.");
        assertThat(notebook.cell("%history --last many").traceback())
                .containsExactly("--last cannot be many.", "%history --help explains its options.");
        assertThat(notebook.cell("%%writefile\nx").traceback())
                .containsExactly("%%writefile needs FILE.", "%%writefile --help explains its options.");
        assertThat(notebook.cell("%time").traceback()).hasSize(2);
        assertThat(notebook.cell("%maven").traceback()).hasSize(2);
    }

    @Test
    void timeRunsCodeAndGivesItsValue() {
        assertThat(notebook.cell("%time 6 * 7").shows("42").stream("stdout")).startsWith("Wall time: ");
        notebook.cell("var answer = %time 6 * 7\nanswer").shows("42");
    }

    @Test
    void timeTellsHowLongTheCodeTook() {
        CellOutput output = notebook.cell("%time Thread.sleep(120)").showsNothing();
        assertThat(output.stream("stdout")).matches("Wall time: 1[2-9]\\d ms \\(compiled in .+\\)\n");
        notebook.cell("%time String timed = \"say \\\"hi\\\"  twice\";");
        notebook.cell("timed").shows("say \"hi\"  twice");
        notebook.cell("%%time\nint timedTwo = 2;\ntimedTwo + 1").shows("3");
    }

    @Test
    void errorsInTimedCodeAreReportedAsAnyOther() {
        notebook.cell("%%time\nint ok = 1;\nthrow new IllegalArgumentException(\"oh\");")
                .fails("IllegalArgumentException", "oh");
        CellOutput output = notebook.cell("%time noSuchThing + 1");
        output.fails("CompileError", "cannot find symbol");
        assertThat(notebook.cell("%%time\n\nnoSuchThing").traceback()).anyMatch(line -> line.endsWith("line 3"));
    }

    @Test
    void timeitMeasures() {
        notebook.cell("double x = 2;");
        CellOutput output =
                notebook.cell("var t = %timeit -w 20 -t 5 -r 3 Math.log(x)\nt.mean() > 0.1 && t.mean() < 100_000");
        output.shows("true");
        notebook.cell("t.nanosPerLoop().size()").shows("3");
        String shown = notebook.cell("%timeit -w 1 -t 1 -n 10 -r 2 \"a b\".split(\" \")")
                .results()
                .get(0);
        assertThat(shown).matches(".+ \u00b1 .+ per loop \\(median .+, best .+; 2 runs of 10 loops each\\)");
        notebook.cell("%%timeit -w 1 -t 1 -n 3 -r 1\nint inside = 1;\nThread.sleep(2);")
                .succeeds();
        notebook.cell("inside").fails("CompileError", "cannot find symbol");
        notebook.cell("%timeit missing.call()").fails("CompileError", "cannot find symbol");
        notebook.cell("%timeit Integer.parseInt(\"x\")").fails("NumberFormatException", "For input string: \"x\"");
        notebook.cell("%timeit -r 0 1")
                .fails(
                        "IllegalArgumentException",
                        "%timeit measures at least one run of one loop.\n%timeit --help explains its options.");
    }

    @Test
    void timeitCanBeStopped() {
        String id = notebook.start("System.out.println(\"running\");\n%timeit -w 100000 Math.log(2)");
        notebook.awaitOutput(id);
        notebook.interrupt();
        notebook.finish(id).fails("Interrupted", "The cell was interrupted");
    }

    @Test
    void filesAreWritten() throws Exception {
        Path file = folder.resolve("a file.txt");
        notebook.cell("%%writefile \"" + file + "\"\nline \u00e4\n%not a magic").succeeds();
        assertThat(file).content().isEqualTo("line \u00e4\n%not a magic\n");
        notebook.cell("%%writefile -a \"" + file + "\"\nmore");
        assertThat(file).content().isEqualTo("line \u00e4\n%not a magic\nmore\n");
        assertThat(notebook.cell("%%writefile " + folder.resolve("no/such/x.txt") + "\nx")
                        .traceback())
                .hasSize(2)
                .last()
                .isEqualTo("%%writefile --parents makes it on the way.");
        notebook.cell("%%writefile --parents " + folder.resolve("no/such/x.txt") + "\nx")
                .succeeds();
        assertThat(folder.resolve("no/such/x.txt")).content().isEqualTo("x\n");
    }

    @Test
    void theSystemsShellRunsCommands() {
        notebook.cell("%system echo \"two  words\" | tr a-z A-Z")
                .prints("TWO  WORDS\n")
                .showsNothing();
        notebook.cell("List<String> lines = %system -q printf 'a\\nb\\n'\nlines")
                .prints("")
                .shows("[a, b]");
        notebook.cell("%%sh\necho one\necho two >&2").prints("one\n").printsError("two\n");
        notebook.cell("%%bash first \"second one\"\nfor a in \"$@\"; do echo \"<$a>\"; done")
                .prints("<first>\n<second one>\n");
        notebook.cell("%system exit 3")
                .fails("IllegalStateException", "sh ended with status 3.\nWhat it printed is above.");
        notebook.cell("%env GREETING=good  morning");
        notebook.cell("%env GREETING").shows("good  morning");
        notebook.cell("%system echo \"$GREETING\"").prints("good  morning\n");
        assertThat(notebook.cell("%env NO_SUCH_VARIABLE").traceback()).hasSize(2);
        notebook.cell("String path = %env PATH\n!path.isEmpty()").shows("true");
    }

    @Test
    void commandsShowWhatTheyPrintWhileTheyRunAndCanBeStopped() {
        String id = notebook.start("%%bash\necho started\nsleep 1000 & sleep 1000");
        notebook.awaitOutput(id);
        notebook.interrupt();
        notebook.finish(id).fails("Interrupted", "The cell was interrupted");
        notebook.cell("%system -q pgrep -f 'sleep 100[0]' || true").succeeds();
    }

    @Test
    void scriptsJavaFilesAndNotebooksAreLoaded() throws Exception {
        Path script = Files.writeString(folder.resolve("s.jsh"), "/set feedback normal\nint loaded = 5;\nloaded * 2\n");
        notebook.cell("%load " + script).shows("10");
        Path java = Files.writeString(
                folder.resolve("Shape.java"),
                "package a.b;\n\nimport java.time.*;\n\npublic class Shape {\n  public int area() { return 12 / 0; }\n}\n");
        notebook.cell("%load " + java);
        CellOutput failed = notebook.cell("new Shape().area()");
        failed.fails("ArithmeticException", "/ by zero").reports("  Shape.java, line 6, in area");
        Path ipynb = Files.writeString(
                folder.resolve("n.ipynb"),
                "{\"cells\":[{\"cell_type\":\"markdown\",\"source\":\"no\"},{\"cell_type\":\"code\",\"source\":"
                        + "[\"int fromNotebook = 1;\\n\",\"fromNotebook++;\"]},"
                        + "{\"cell_type\":\"code\",\"source\":\"%%html\\n<b>x</b>\"},"
                        + "{\"cell_type\":\"code\",\"source\":\"fromNotebook + missing\"}]}");
        CellOutput output = notebook.cell("%load " + ipynb);
        output.fails("CompileError", "cannot find symbol").reports("  n.ipynb, code cell 3, line 1");
        notebook.cell("fromNotebook").shows("2");
        assertThat(notebook.cell("%load no.jsh").traceback().get(0)).isEqualTo("There is no file no.jsh.");
        assertThat(notebook.cell("%load " + Files.writeString(folder.resolve("x.ipynb"), "[]"))
                        .traceback())
                .hasSize(2);
    }

    @Test
    void codeIsLoadedFromTheWeb() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/web.jsh", exchange -> {
            byte[] code = "int web = 3;\nweb".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, code.length);
            exchange.getResponseBody().write(code);
            exchange.close();
        });
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort();
            notebook.cell("%load " + address + "/web.jsh").shows("3");
            assertThat(notebook.cell("%load " + address + "/none.jsh")
                            .traceback()
                            .get(0))
                    .contains("status 404");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theClassPathGrowsByPatterns() throws Exception {
        Files.createDirectories(folder.resolve("lib/one"));
        Files.createDirectories(folder.resolve("lib/two"));
        notebook.cell("%classpath " + folder + "/lib/*").showsNothing().prints("");
        assertThat(notebook.cell("%jars").stream("stdout")).contains("lib/one\n", "lib/two\n");
        assertThat(notebook.cell("%jars " + folder + "/lib/*.jar").traceback()).hasSize(2);
    }

    @Test
    void magicsMayBeTimedAndNested() {
        assertThat(notebook.cell("%time %system echo nested").stream("stdout")).startsWith("nested\nWall time: ");
    }

    @Test
    void markupIsShown() {
        JsonObject data = notebook.cell("%%latex\n$x^2$")
                .contents("execute_result")
                .get(0)
                .getAsJsonObject("data");
        assertThat(data.get("text/latex").getAsString()).isEqualTo("$x^2$");
        assertThat(notebook.cell("%%svg\n<svg/>")
                        .contents("execute_result")
                        .get(0)
                        .toString())
                .contains("image/svg+xml");
    }

    @Test
    void magicsOfExtensionsDeclareThemselvesToo() {
        assertThat(notebook.cell("%lsmagic").results().get(0)).contains("Greets somebody.");
        notebook.cell("%greet Ada").shows("Hello Ada");
    }
}
