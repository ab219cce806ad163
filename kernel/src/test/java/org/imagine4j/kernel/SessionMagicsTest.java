package org.imagine4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The magics about the session itself, each in a session of its own. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SessionMagicsTest {
    private TestNotebook notebook;

    @BeforeEach
    void open() throws Exception {
        notebook = TestNotebook.open();
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    @Test
    void whoAndWhosTellWhatThereIs() {
        assertThat(notebook.cell("%who").stream("stdout")).isEqualTo("There are no variables.\n");
        notebook.cell("int i = 7; String s = \"a\\nb\"; var l = List.of(1, 2); int[] a = new int[3];\n"
                + "int f(int n) { return n; }\nrecord R(int i) {}\nimport java.time.*;");
        notebook.cell(
                "class Bad { public String toString() { throw new IllegalStateException(); } }\nvar bad = new Bad();");
        notebook.cell("%who").prints("i  s  l  a  bad\n").showsNothing();
        notebook.cell("%who int int[]").prints("i  a\n");
        notebook.cell("var names = %who\nnames.get(1)").shows("s");
        String table = notebook.cell("%whos").results().get(0);
        assertThat(table.lines().map(line -> line.replaceAll(" +", " ")))
                .contains("name type value", "i int 7", "s String \"a\u21b5b\"", "a int[] [0, 0, 0] (3)")
                .contains("l List<Integer> [1, 2] (2)", "bad Bad (IllegalStateException in toString)");
        assertThat(notebook.cell("%whos --all").results().get(0))
                .contains("method", "int f(int)", "type", "record", "import", "java.time.*");
    }

    @Test
    void resetForgetsOnlyWhatTheCellsDeclared() {
        notebook.cell("int gone = 1;\nint alsoGone() { return gone; }\nimport java.time.*;");
        JsonObject mute = new JsonObject();
        mute.addProperty("allow_stdin", false);
        notebook.cell("%reset", mute)
                .fails(
                        "IllegalStateException",
                        "This front end does not ask the user.\n%reset --force does it without a question.");
        String id = notebook.start("%reset");
        assertThat(notebook.client().fromStdin().content().get("prompt").getAsString())
                .contains("[y/N]");
        JsonObject no = new JsonObject();
        no.addProperty("value", "n");
        notebook.client().stdin("input_reply", no);
        notebook.finish(id).prints("Nothing was forgotten.\n");
        notebook.cell("gone").shows("1");
        notebook.cell("%reset -f").showsNothing();
        notebook.cell("gone").fails("CompileError", "cannot find symbol");
        notebook.cell("alsoGone()").fails("CompileError", "cannot find symbol");
        notebook.cell("LocalDate.now()").fails("CompileError", "cannot find symbol");
        notebook.cell("List.of(fromExtension, 1)").shows("[11, 1]");
        notebook.cell("int gone = 2;\ngone").shows("2");
    }

    @Test
    void historyIsPrinted() {
        notebook.cell("1 + 1");
        notebook.cell("int a;\nint b;");
        notebook.cell("%history 2-3").prints("2: 1 + 1\n3: int a;\n   int b;\n").showsNothing();
        notebook.cell("var h = %history --last 1\nh.get(0)").shows("var h = %history --last 1\nh.get(0)");
        notebook.cell("%history -g \"1 *\"").prints("2: 1 + 1\n");
        notebook.cell("%history x-y")
                .fails(
                        "IllegalArgumentException",
                        "\"x-y\" is not a range of cells.\n%history 2-5 prints the cells from 2 to 5.");
    }
}
