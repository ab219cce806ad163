package org.imagine4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.imagine4j.kernel.core.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cells are remembered from session to session, as front ends ask for them. */
class HistoryTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("sub/history.jsonl");
    }

    private TestNotebook session(String... cells) throws Exception {
        TestNotebook notebook = TestNotebook.open(new EchoInterpreter(), History.in(file()));
        for (String cell : cells) {
            notebook.cell(cell);
        }
        return notebook;
    }

    @Test
    void theTailReachesBackToEarlierSessions() throws Exception {
        session("old one", "old\ntwo \ud83d\ude00").close();
        try (TestNotebook notebook = session("new")) {
            assertThat(ask(notebook, "tail", Map.of("n", 2)))
                    .containsExactly("[1,2,\"old\\ntwo \ud83d\ude00\"]", "[2,1,\"new\"]");
            assertThat(ask(notebook, "tail", Map.of("n", 0))).isEmpty();
            assertThat(ask(notebook, "tail", Map.of("n", 100))).hasSize(3);
        }
    }

    @Test
    void rangesAreOfOneSession() throws Exception {
        session("a1", "a2", "a3").close();
        session("b1").close();
        try (TestNotebook notebook = session("c1", "c2")) {
            assertThat(ask(notebook, "range", Map.of("session", 0, "start", 1, "stop", 2)))
                    .containsExactly("[3,1,\"c1\"]");
            assertThat(ask(notebook, "range", Map.of("session", -2, "start", 2)))
                    .containsExactly("[1,2,\"a2\"]", "[1,3,\"a3\"]");
            assertThat(ask(notebook, "range", Map.of("session", 2))).containsExactly("[2,1,\"b1\"]");
            assertThat(ask(notebook, "range", Map.of("session", 9))).isEmpty();
        }
    }

    @Test
    void searchIsAGlobOverAllSessions() throws Exception {
        session("int x = 1;", "x + 1", "x * 2").close();
        try (TestNotebook notebook = session("x + 1", "x.*")) {
            assertThat(ask(notebook, "search", Map.of("pattern", "x ? ?"))).hasSize(3);
            assertThat(ask(notebook, "search", Map.of("pattern", "x + *", "unique", true)))
                    .containsExactly("[2,1,\"x + 1\"]");
            assertThat(ask(notebook, "search", Map.of("pattern", "x.\\*"))).isEmpty();
            assertThat(ask(notebook, "search", Map.of("pattern", "x.**"))).containsExactly("[2,2,\"x.*\"]");
            assertThat(ask(notebook, "search", Map.of("pattern", "*x*", "n", 1)))
                    .containsExactly("[2,2,\"x.*\"]");
        }
    }

    @Test
    void outputsAreNotRemembered() throws Exception {
        try (TestNotebook notebook = session("cell")) {
            assertThat(ask(notebook, "tail", Map.of("n", 1, "output", true))).containsExactly("[1,1,[\"cell\",null]]");
        }
    }

    @Test
    void silentAndUnstoredCellsAreNotRemembered() throws Exception {
        try (TestNotebook notebook = session()) {
            JsonObject unstored = new JsonObject();
            unstored.addProperty("store_history", false);
            notebook.cell("secret", unstored);
            JsonObject silent = new JsonObject();
            silent.addProperty("silent", true);
            notebook.cell("quiet", silent);
            assertThat(ask(notebook, "tail", Map.of("n", 10))).isEmpty();
        }
        assertThat(file()).content().doesNotContain("secret", "quiet");
    }

    @Test
    void sessionsAtTheSameTimeShareTheFile() throws Exception {
        try (TestNotebook one = session("one");
                TestNotebook two = session("two")) {
            one.cell("one again");
            two.cell("two again");
            List<String> rows = ask(one, "tail", Map.of("n", 10));
            assertThat(rows.subList(rows.size() - 2, rows.size()))
                    .as("what is typed here comes last")
                    .containsExactly("[1,1,\"one\"]", "[1,2,\"one again\"]");
            assertThat(ask(two, "range", Map.of("session", 0))).containsExactly("[2,1,\"two\"]", "[2,2,\"two again\"]");
        }
        try (TestNotebook later = session()) {
            assertThat(ask(later, "tail", Map.of("n", 10))).hasSize(4);
        }
    }

    @Test
    void theFileIsItsOwnersAloneAndMayBeDamaged() throws Exception {
        session("kept").close();
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertThat(Files.getPosixFilePermissions(file()))
                    .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        }
        Files.writeString(file(), Files.readString(file()) + "half a li\n{}\n[1]\n\n[\"x\",1,2]\nnull\n");
        try (TestNotebook notebook = session("new")) {
            assertThat(ask(notebook, "tail", Map.of("n", 10))).containsExactly("[1,1,\"kept\"]", "[2,1,\"new\"]");
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsDoneWithout() throws Exception {
        Path blocked = Files.writeString(folder.resolve("file"), "").resolve("history.jsonl");
        try (TestNotebook notebook = TestNotebook.open(new EchoInterpreter(), History.in(blocked))) {
            notebook.cell("one");
            assertThat(ask(notebook, "tail", Map.of("n", 10))).containsExactly("[1,1,\"one\"]");
        }
    }

    @Test
    void aLongHistoryLosesItsOlderHalf() throws Exception {
        String line = "[1,7,\"" + "x".repeat(990) + "\"]\n";
        Files.createDirectories(file().getParent());
        Files.writeString(file(), line.repeat(4_500) + "[3,1,\"the last\"]\n");
        try (TestNotebook notebook = session("new")) {
            assertThat(ask(notebook, "tail", Map.of("n", 2))).containsExactly("[3,1,\"the last\"]", "[4,1,\"new\"]");
        }
        assertThat(Files.size(file())).isBetween(2_000_000L, 2_400_000L);
    }

    @Test
    void theFileLiesWhereThePlatformKeepsSuchThings() {
        Path user = Path.of("/users/ada");
        assertThat(HistoryLocation.file(Map.of(), "Linux", user))
                .hasValue(user.resolve(".local/state/imagine/history.jsonl"));
        assertThat(HistoryLocation.file(Map.of("XDG_STATE_HOME", "/state"), "Linux", user))
                .hasValue(Path.of("/state/imagine/history.jsonl"));
        assertThat(HistoryLocation.file(Map.of(), "Mac OS X", user))
                .hasValue(user.resolve("Library/Application Support/imagine/history.jsonl"));
        assertThat(HistoryLocation.file(Map.of("LOCALAPPDATA", "/local"), "Windows 11", user))
                .hasValue(Path.of("/local/imagine/history.jsonl"));
        assertThat(HistoryLocation.file(Map.of("IMAGINE_HOME", "/home"), "Linux", user))
                .hasValue(Path.of("/home/history.jsonl"));
        assertThat(HistoryLocation.file(Map.of("IMAGINE_HISTORY", "/x.jsonl", "IMAGINE_HOME", "/home"), "Linux", user))
                .hasValue(Path.of("/x.jsonl"));
        assertThat(HistoryLocation.file(Map.of("IMAGINE_HISTORY", "off"), "Linux", user))
                .isEqualTo(Optional.empty());
    }

    private static List<String> ask(TestNotebook notebook, String access, Map<String, Object> fields) {
        JsonObject request = new JsonObject();
        request.addProperty("hist_access_type", access);
        fields.forEach((name, value) -> {
            if (value instanceof Integer number) {
                request.addProperty(name, number);
            } else if (value instanceof Boolean flag) {
                request.addProperty(name, flag);
            } else {
                request.addProperty(name, (String) value);
            }
        });
        JsonArray rows = notebook.ask("history_request", request).getAsJsonArray("history");
        return StreamSupport.stream(rows.spliterator(), false)
                .map(JsonElement::toString)
                .toList();
    }
}
