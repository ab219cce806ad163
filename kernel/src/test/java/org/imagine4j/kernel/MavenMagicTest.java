package org.imagine4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code %maven} against a repository on this machine, which by the user's settings is the mirror of every other: no test
 * reaches the network or the developer's own local repository.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class MavenMagicTest {
    private static final String USER_HOME = System.getProperty("user.home");

    private Path folder;

    private TestRepository repository;
    private TestNotebook notebook;

    @BeforeAll
    void open(@TempDir Path temporary) throws Exception {
        folder = temporary;
        repository = new TestRepository(folder);
        publish("leaf", "1.0", "");
        publish("leaf", "2.0", "");
        publish("middle", "1.0", dependency("leaf", "1.0"));
        publish("top", "1.0", dependency("leaf", "2.0") + dependency("middle", "1.0"));
        publish("lone", "1.0", dependency("missing", "9.9"));
        publish("newest", "1.5", "");
        repository.put("/org/sample/newest/maven-metadata.xml", TestRepository.utf8("""
                <metadata><groupId>org.sample</groupId><artifactId>newest</artifactId><versioning>
                <latest>1.5</latest><release>1.5</release><versions><version>1.5</version></versions>
                </versioning></metadata>"""));
        System.setProperty("user.home", folder.toString());
        notebook = TestNotebook.open();
    }

    @AfterAll
    void close() {
        System.setProperty("user.home", USER_HOME);
        notebook.close();
        repository.close();
    }

    @Test
    void addsAnArtefactWithWhatItDependsOn() {
        CellOutput output = notebook.cell("var added = %maven org.sample:top:1.0\nadded.size()")
                .shows("3");
        assertThat(output.stream("stdout"))
                .contains("Added top 1.0, leaf 2.0, middle 1.0\n")
                .contains("Conflict: org.sample:leaf 2.0 is used, not the 1.0 that org.sample:middle:1.0 asks for\n");
        JsonObject progress = output.contents("display_data").get(0).getAsJsonObject("data");
        assertThat(progress.get("text/plain").getAsString()).startsWith("Downloading ");
        List<JsonObject> updates = output.contents("update_display_data");
        assertThat(updates.get(updates.size() - 1)
                        .getAsJsonObject("data")
                        .get("text/plain")
                        .getAsString())
                .matches("Downloaded \\d+ files, \\d+\\.\\d MB");
        notebook.cell("org.sample.Leaf.version()").shows("2.0");
        notebook.cell("org.sample.Middle.version()").shows("1.0");

        notebook.cell("%maven org.sample:top:1.0").prints("""
                        Nothing to add: all is there already.
                        Conflict: org.sample:leaf 2.0 is used, not the 1.0 that org.sample:middle:1.0 asks for
                        """).displays();
        assertThat(notebook.cell("%maven org.sample:leaf:1.0").stream("stdout"))
                .contains("Conflict: org.sample:leaf 2.0 is on the class path already; 1.0 is not added");
        assertThat(folder.resolve(".m2/repository/org/sample/leaf/2.0/leaf-2.0.jar"))
                .exists();
    }

    @Test
    void exclusionsAndSingleArtefacts() {
        notebook.cell("%maven --dry-run -x org.sample:leaf org.sample:middle:1.0")
                .prints("org.sample:middle:1.0\n");
        notebook.cell("%maven --dry-run -x *:* org.sample:top:1.0").prints("org.sample:top:1.0\n");
        notebook.cell("%maven --dry-run --no-transitive org.sample:top:1.0").prints("org.sample:top:1.0\n");
    }

    @Test
    void withoutAVersionTheNewestReleaseIsMeant() {
        assertThat(notebook.cell("%maven org.sample:newest").stream("stdout")).startsWith("Added newest 1.5");
        notebook.cell("org.sample.Newest.version()").shows("1.5");
    }

    @Test
    void whatTheKernelRunsOnIsToldApart() {
        repository.put(
                "/com/google/code/gson/gson/1.0/gson-1.0.pom",
                TestRepository.utf8(TestRepository.pom("com.google.code.gson", "gson", "1.0", "")));
        repository.put("/com/google/code/gson/gson/1.0/gson-1.0.jar", new byte[0]);
        assertThat(notebook.cell("%maven com.google.code.gson:gson:1.0").stream("stdout"))
                .matches(
                        "(?s)Conflict: com.google.code.gson:gson 2\\.\\S+ is on the class path already; 1.0 is not added.*");
    }

    @Test
    void whatCannotBeHadIsSaidInTwoLines() {
        assertThat(notebook.cell("%maven org.sample:nothing:1.0").traceback())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("org.sample:nothing:1.0 is not to be had from ");
        assertThat(notebook.cell("%maven org.sample:lone:1.0").traceback())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("org.sample:missing:9.9 is not to be had from ");
        assertThat(notebook.cell("%maven --offline org.sample:elsewhere:1.0").traceback())
                .hasSize(2)
                .last()
                .isEqualTo("With --offline only what was downloaded before can be used.");
        assertThat(notebook.cell("%maven commons-math").traceback())
                .containsExactly(
                        "\"commons-math\" does not name an artefact.",
                        "Write group:artifact:version, or group:artifact for the newest release.");
        assertThat(notebook.cell("%maven -x leaf org.sample:top:1.0").traceback())
                .hasSize(2);
    }

    /** An artefact with a class that knows its version. */
    private void publish(String artifact, String version, String dependencies) throws IOException {
        String name = artifact.substring(0, 1).toUpperCase(Locale.ROOT) + artifact.substring(1);
        String source = "package org.sample; public class " + name + " { public static String version() { return \""
                + version + "\"; } }";
        repository.publish(artifact, version, dependencies, Map.of("org/sample/" + name + ".java", source));
    }

    private static String dependency(String artifact, String version) {
        return "<dependency><groupId>org.sample</groupId><artifactId>" + artifact + "</artifactId><version>" + version
                + "</version></dependency>";
    }
}
