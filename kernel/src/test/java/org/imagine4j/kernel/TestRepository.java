package org.imagine4j.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A Maven repository on this machine, over HTTP. A home folder beside it has settings that make it the mirror of every
 * other repository: no test reaches the network or the developer's own local repository.
 */
final class TestRepository implements AutoCloseable {
    private final Path folder;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, Runnable> delays = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    /** @param folder becomes the home folder */
    TestRepository(Path folder) throws IOException {
        this.folder = folder;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
        Files.createDirectories(folder.resolve(".m2"));
        Files.writeString(
                folder.resolve(".m2/settings.xml"),
                "<settings><mirrors><mirror><id>here</id><mirrorOf>*</mirrorOf><url>http://127.0.0.1:"
                        + server.getAddress().getPort() + "/</url></mirror></mirrors></settings>");
    }

    /** Publishes a file. */
    void put(String path, byte[] content) {
        files.put(path, content);
    }

    /** Runs something before a file is handed out. */
    void before(String path, Runnable delay) {
        delays.put(path, delay);
    }

    /** Publishes an artefact of the group {@code org.sample}; its jar has the classes of these sources. */
    void publish(String artifact, String version, String dependencies, Map<String, String> sources) throws IOException {
        put(path(artifact, version) + ".pom", utf8(pom("org.sample", artifact, version, dependencies)));
        put(path(artifact, version) + ".jar", jarOfClasses(sources));
    }

    /** Where the files of an artefact are, up to their endings. */
    static String path(String artifact, String version) {
        return "/org/sample/" + artifact + "/" + version + "/" + artifact + "-" + version;
    }

    static String pom(String group, String artifact, String version, String dependencies) {
        return "<project><modelVersion>4.0.0</modelVersion><groupId>" + group + "</groupId><artifactId>" + artifact
                + "</artifactId><version>" + version + "</version><dependencies>" + dependencies
                + "</dependencies></project>";
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Compiles sources, by file names such as {@code org/sample/Leaf.java}, without the names of parameters. */
    byte[] jarOfClasses(Map<String, String> sources) throws IOException {
        Path classes = Files.createTempDirectory(folder, "classes");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Source> units = sources.entrySet().stream()
                .map(each -> new Source(each.getKey(), each.getValue()))
                .toList();
        assertThat(compiler.getTask(
                                null,
                                null,
                                null,
                                List.of("-d", classes.toString(), "-proc:none", "-g:none"),
                                null,
                                units)
                        .call())
                .isTrue();
        Map<String, byte[]> entries = new TreeMap<>();
        try (Stream<Path> all = Files.walk(classes)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                entries.put(classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return jar(entries);
    }

    static byte[] jarOfSources(Map<String, String> sources) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        sources.forEach((name, text) -> entries.put(name, utf8(text)));
        return jar(entries);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static byte[] jar(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        delays.getOrDefault(path, () -> {}).run();
        byte[] file = files.get(path);
        if (file == null || exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
        }
        exchange.close();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
