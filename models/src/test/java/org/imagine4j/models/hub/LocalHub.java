package org.imagine4j.models.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.imagine4j.models.FileHash;

/**
 * A hub on this machine: files of folders, with ETags, ranges, and redirects of large files to a second server, as the
 * public one sends them to its storage. It can be told to misbehave.
 */
public final class LocalHub implements AutoCloseable {

    private static final int LARGE = 100_000;

    /** Something done to an exchange instead of, or before, the proper answer. */
    @FunctionalInterface
    public interface Trick {
        /** Returns whether the exchange has been answered. */
        boolean play(HttpExchange exchange, Path file) throws IOException;
    }

    /** One request as it came in. */
    public record Request(String server, String method, String path, Map<String, String> headers) {}

    private final Map<String, Path> repositories = new HashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Trick> hubTricks = new CopyOnWriteArrayList<>();
    private final List<Trick> storageTricks = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer hub;
    private final HttpServer storage;

    public LocalHub() throws IOException {
        hub = start(this::answerAsHub);
        storage = start(this::answerAsStorage);
    }

    private HttpServer start(com.sun.net.httpserver.HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                handler.handle(exchange);
            } catch (RuntimeException e) {
                throw new IOException(e);
            }
        });
        server.setExecutor(threads);
        server.start();
        return server;
    }

    /** Serves a folder as a repository. */
    public LocalHub with(String repository, Path folder) {
        repositories.put(repository, folder);
        return this;
    }

    /** Plays a trick on every request to the hub. */
    public LocalHub hubPlays(Trick trick) {
        hubTricks.add(trick);
        return this;
    }

    /** Plays a trick on every request to the storage behind the hub. */
    public LocalHub storagePlays(Trick trick) {
        storageTricks.add(trick);
        return this;
    }

    /** Behaves from now on. */
    public void behave() {
        hubTricks.clear();
        storageTricks.clear();
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public URI endpoint() {
        return URI.create("http://localhost:" + hub.getAddress().getPort());
    }

    /** Settings to use it, with an empty cache of Hugging Face's tools and little patience. */
    public HubSettings settings(Path cache) {
        return new HubSettings(
                endpoint(),
                Optional.of("secret"),
                cache,
                false,
                new Retries(4, Duration.ofMillis(10), Duration.ofSeconds(3)));
    }

    @Override
    public void close() {
        hub.stop(0);
        storage.stop(0);
        threads.shutdownNow();
    }

    private void answerAsHub(HttpExchange exchange) throws IOException {
        record("hub", exchange);
        Path file = file(exchange);
        if (play(hubTricks, exchange, file)) {
            return;
        }
        if (!Files.isRegularFile(file)) {
            exchange.getResponseHeaders().set("X-Error-Code", "EntryNotFound");
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        if (Files.size(file) < LARGE) {
            send(exchange, file, "\"" + FileHash.of(file, bytes -> {}).sha256().substring(0, 40) + "\"");
            return;
        }
        exchange.getResponseHeaders().set("X-Linked-Size", String.valueOf(Files.size(file)));
        exchange.getResponseHeaders()
                .set("X-Linked-Etag", "\"" + FileHash.of(file, bytes -> {}).sha256() + "\"");
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        "http://127.0.0.1:" + storage.getAddress().getPort()
                                + exchange.getRequestURI().getPath());
        exchange.sendResponseHeaders(302, -1);
    }

    private void answerAsStorage(HttpExchange exchange) throws IOException {
        record("storage", exchange);
        Path file = file(exchange);
        if (!play(storageTricks, exchange, file)) {
            send(exchange, file, "\"storage-" + Files.getLastModifiedTime(file).toMillis() + "\"");
        }
    }

    private static boolean play(List<Trick> tricks, HttpExchange exchange, Path file) throws IOException {
        for (Trick trick : tricks) {
            if (trick.play(exchange, file)) {
                return true;
            }
        }
        return false;
    }

    private void record(String server, HttpExchange exchange) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        requests.add(new Request(
                server, exchange.getRequestMethod(), exchange.getRequestURI().getPath(), headers));
    }

    private Path file(HttpExchange exchange) {
        String[] parts = exchange.getRequestURI().getPath().substring(1).split("/resolve/main/", 2);
        Path folder = repositories.getOrDefault(parts[0], Path.of("no-such-repository"));
        return folder.resolve(parts.length < 2 ? "" : parts[1]);
    }

    private static void send(HttpExchange exchange, Path file, String etag) throws IOException {
        byte[] content = Files.readAllBytes(file);
        exchange.getResponseHeaders().set("ETag", etag);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(content.length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        String ifRange = exchange.getRequestHeaders().getFirst("If-Range");
        if (range == null || (ifRange != null && !ifRange.equals(etag))) {
            body(exchange, 200, content);
            return;
        }
        int from = Integer.parseInt(range.replaceAll("\\D", ""));
        if (from >= content.length) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        exchange.getResponseHeaders()
                .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        body(exchange, 206, Arrays.copyOfRange(content, from, content.length));
    }

    private static void body(HttpExchange exchange, int status, byte[] content) throws IOException {
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(content);
        }
    }

    /** Drops the connection of the first {@code times} downloads after so many bytes. */
    public static Trick dropsAfter(int bytes, int times) {
        int[] left = {times};
        return (exchange, file) -> {
            if (exchange.getRequestMethod().equals("HEAD") || left[0]-- <= 0) {
                return false;
            }
            byte[] content = Files.readAllBytes(file);
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            exchange.getResponseHeaders()
                    .set("ETag", "\"storage-" + Files.getLastModifiedTime(file).toMillis() + "\"");
            if (range != null) {
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
            }
            exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - from);
            exchange.getResponseBody().write(content, from, Math.min(bytes, content.length - from - 1));
            exchange.getResponseBody().flush();
            throw new UncheckedIOException(new IOException("dropped"));
        };
    }

    /** Answers every request for a file whose path ends so with a status and nothing else. */
    public static Trick answers(String path, int status) {
        return (exchange, file) -> {
            if (!exchange.getRequestURI().getPath().endsWith(path)) {
                return false;
            }
            exchange.sendResponseHeaders(status, -1);
            return true;
        };
    }
}
