package org.imagine4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
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

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private HttpServer server;
    private TestNotebook notebook;

    @BeforeAll
    void open(@TempDir Path temporary) throws Exception {
        folder = temporary;
        publish("leaf", "1.0", "");
        publish("leaf", "2.0", "");
        publish("middle", "1.0", dependency("leaf", "1.0"));
        publish("top", "1.0", dependency("leaf", "2.0") + dependency("middle", "1.0"));
        publish("lone", "1.0", dependency("missing", "9.9"));
        publish("newest", "1.5", "");
        files.put("/org/sample/newest/maven-metadata.xml", utf8("""
                <metadata><groupId>org.sample</groupId><artifactId>newest</artifactId><versioning>
                <latest>1.5</latest><release>1.5</release><versions><version>1.5</version></versions>
                </versioning></metadata>"""));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] file = files.get(exchange.getRequestURI().getPath());
            if (file == null || exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.sendResponseHeaders(200, file.length);
                exchange.getResponseBody().write(file);
            }
            exchange.close();
        });
        server.start();
        Files.createDirectories(folder.resolve(".m2"));
        Files.writeString(
                folder.resolve(".m2/settings.xml"),
                "<settings><mirrors><mirror><id>here</id><mirrorOf>*</mirrorOf><url>http://127.0.0.1:"
                        + server.getAddress().getPort() + "/</url></mirror></mirrors></settings>");
        System.setProperty("user.home", folder.toString());
        notebook = TestNotebook.open();
    }

    @AfterAll
    void close() {
        System.setProperty("user.home", USER_HOME);
        notebook.close();
        server.stop(0);
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
        files.put("/com/google/code/gson/gson/1.0/gson-1.0.pom", utf8(pom("com.google.code.gson", "gson", "1.0", "")));
        files.put("/com/google/code/gson/gson/1.0/gson-1.0.jar", new byte[0]);
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

    private void publish(String artifact, String version, String dependencies) throws IOException {
        String path = "/org/sample/" + artifact + "/" + version + "/" + artifact + "-" + version;
        files.put(path + ".pom", utf8(pom("org.sample", artifact, version, dependencies)));
        files.put(path + ".jar", jar(artifact, version));
    }

    private static String pom(String group, String artifact, String version, String dependencies) {
        return "<project><modelVersion>4.0.0</modelVersion><groupId>" + group + "</groupId><artifactId>" + artifact
                + "</artifactId><version>" + version + "</version><dependencies>" + dependencies
                + "</dependencies></project>";
    }

    private static String dependency(String artifact, String version) {
        return "<dependency><groupId>org.sample</groupId><artifactId>" + artifact + "</artifactId><version>" + version
                + "</version></dependency>";
    }

    /** A jar with a class that knows its version. */
    private byte[] jar(String artifact, String version) throws IOException {
        String name = artifact.substring(0, 1).toUpperCase(Locale.ROOT) + artifact.substring(1);
        String source = "package org.sample; public class " + name + " { public static String version() { return \""
                + version + "\"; } }";
        Path classes = Files.createDirectories(folder.resolve("classes-" + artifact + version));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        boolean compiled = compiler.getTask(
                        null,
                        null,
                        null,
                        List.of("-d", classes.toString(), "-proc:none"),
                        null,
                        List.of(
                                new SimpleJavaFileObject(
                                        URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                                    @Override
                                    public CharSequence getCharContent(boolean ignoreErrors) {
                                        return source;
                                    }
                                }))
                .call();
        assertThat(compiled).isTrue();
        Path jar = folder.resolve(artifact + version + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            entries.putNextEntry(new JarEntry("org/sample/" + name + ".class"));
            entries.write(Files.readAllBytes(classes.resolve("org/sample/" + name + ".class")));
        }
        return Files.readAllBytes(jar);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
