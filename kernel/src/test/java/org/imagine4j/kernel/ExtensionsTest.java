package org.imagine4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.imagine4j.kernel.core.History;
import org.imagine4j.kernel.wire.ConnectionFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An extension found by {@code ServiceLoader}, and what its magics do in cells. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExtensionsTest {
    private TestNotebook notebook;
    private String firstCellStderr;

    @BeforeAll
    void open() throws Exception {
        ConnectionFile connection = TestClient.freeConnection();
        notebook = TestNotebook.connect(connection, Kernel.start(connection, History.ofThisSession())::close);
        firstCellStderr = notebook.cell("").stream("stderr");
    }

    @AfterAll
    void close() {
        notebook.close();
    }

    @Test
    void extensionsThatFailAreReportedAndTheOthersLoad() {
        assertThat(firstCellStderr).contains("no licence").contains("MissingExtension");
        notebook.cell("fromExtension").shows("11");
    }

    @Test
    void aMagicsValueIsRenderedLikeAnyOther() {
        JsonObject data = notebook.cell("%picture a cat")
                .contents("execute_result")
                .get(0)
                .getAsJsonObject("data");
        assertThat(data.get("text/html").getAsString()).isEqualTo("<i>a cat</i>");
        notebook.cell("%nothing").showsNothing();
    }

    @Test
    void valuesHaveTheMagicsDeclaredType() {
        notebook.cell("var p = %picture \"a cat\"\np.prompt()").shows("a cat");
        notebook.cell("import com.example.extension.SampleExtension.Picture;\n"
                        + "Picture q = %picture a dog;\nq.prompt()")
                .shows("a dog");
        notebook.cell("Picture s = %shown\ns.prompt()")
                .displays("Picture[prompt=shown]")
                .shows("shown");
    }

    @Test
    void whatAMagicHasShownIsNotShownTwice() {
        notebook.cell("%shown").displays("Picture[prompt=shown]").showsNothing();
        notebook.cell("var kept = %shown\nkept")
                .displays("Picture[prompt=shown]")
                .shows("Picture[prompt=shown]");
    }

    @Test
    void cellMagicsGetTheBody() {
        notebook.cell("%%count\none\ntwo\nthree").shows("3");
    }

    @Test
    void magicsDisplayAndUpdateFromOtherThreads() {
        notebook.cell("%%progress\n")
                .displays("50 %")
                .updates("100 %")
                .prints("done")
                .showsNothing();
    }

    @Test
    void magicsFailInTheirOwnWords() {
        CellOutput output = notebook.cell("%wrong --sed 7");
        output.fails("IllegalArgumentException", "There is no option --sed\nDid you mean --seed?");
        assertThat(output.traceback()).containsExactly("There is no option --sed", "Did you mean --seed?");
    }

    @Test
    void defectsOfMagicsShowWhereTheyAre() {
        CellOutput output = notebook.cell("%broken");
        assertThat(output.traceback().get(0)).isEqualTo("IllegalStateException");
        assertThat(output.traceback()).anyMatch(line -> line.contains("SampleExtension"));
    }

    @Test
    void unknownMagicsAreAnsweredWithTheNearest() {
        assertThat(notebook.cell("%pictur a cat").traceback())
                .containsExactly("There is no magic %pictur.", "Did you mean %picture? %lsmagic lists all magics.");
        assertThat(notebook.cell("%%picture\nx").traceback())
                .containsExactly("There is no magic %%picture.", "There is a line magic %picture.");
        assertThat(notebook.cell("%zzzzzzzzzz").traceback())
                .containsExactly("There is no magic %zzzzzzzzzz.", "%lsmagic lists all magics.");
    }

    @Test
    void magicsMayStandInLoopsAndMethods() {
        notebook.cell("Object last = null;\nfor (int i = 0; i < 3; i++) {\n    last = %picture cat\n}\nlast")
                .shows("Picture[prompt=cat]");
    }

    @Test
    void magicsAreListedAndCompleted() {
        assertThat(notebook.cell("%lsmagic").results().get(0)).contains("%picture", "%%count", "%lsmagic");
        JsonObject content = new JsonObject();
        content.addProperty("code", "var p = %pic");
        content.addProperty("cursor_pos", 12);
        assertThat(CellOutput.strings(notebook.ask("complete_request", content).get("matches")))
                .containsExactly("%picture");
    }

    @Test
    void jarsAreAddedInMidSession() throws Exception {
        Path jar = Path.of(org.assertj.core.api.Assertions.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        notebook.cell("%jars " + jar).showsNothing();
        notebook.cell("org.assertj.core.api.Assertions.entry(\"a\", 1).getKey()")
                .shows("a");
        assertThat(notebook.cell("%jars no/such.jar").traceback().get(0))
                .isEqualTo("There is no file or folder no/such.jar");
    }

    @Test
    void commsReachTheirTargets() {
        notebook.cell("""
                import org.dflib.jjava.jupyter.kernel.BaseKernel;
                import org.dflib.jjava.jupyter.kernel.comm.*;
                import org.dflib.jjava.jupyter.messages.Message;
                import org.dflib.jjava.jupyter.messages.comm.*;
                class Echo extends Comm {
                    Echo(CommManager manager, String id, String target, Object open) { super(manager, id, target); }
                    protected void onMessage(Message<CommMsgCommand> message) { send(message.getContent().getData()); }
                    protected void onClose(Message<CommCloseCommand> message, boolean sending) {}
                }
                BaseKernel.notebookKernel().getCommManager().registerTarget("echo", Echo::new);""").succeeds();
        JsonObject open = new JsonObject();
        open.addProperty("comm_id", "c7");
        open.addProperty("target_name", "echo");
        notebook.client().shell("comm_open", open);
        JsonObject data = new JsonObject();
        data.addProperty("hello", "comm");
        JsonObject message = new JsonObject();
        message.addProperty("comm_id", "c7");
        message.add("data", data);
        String id = notebook.client().shell("comm_msg", message);
        TestClient.Received echo = notebook.client().fromIopub();
        while (!echo.type().equals("comm_msg")) {
            echo = notebook.client().fromIopub();
        }
        assertThat(echo.parentId()).isEqualTo(id);
        assertThat(echo.content().getAsJsonObject("data").get("hello").getAsString())
                .isEqualTo("comm");
        assertThat(notebook.ask("comm_info_request", new JsonObject())
                        .getAsJsonObject("comms")
                        .keySet())
                .isEqualTo(java.util.Set.copyOf(List.of("c7")));
    }
}
