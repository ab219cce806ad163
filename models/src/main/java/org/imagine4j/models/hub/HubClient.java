package org.imagine4j.models.hub;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Flow;

/** Requests to the hub: addresses, the token, redirects, and what each refusal means to the user. */
final class HubClient {

    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int MAX_REDIRECTS = 10;

    private final HubSettings settings;
    private final HttpClient http;

    HubClient(HubSettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(new EnvironmentProxies(System.getenv(), ProxySelector.getDefault()))
                .build();
    }

    /**
     * Asks what a file is like.
     *
     * @return empty if the repository has no such file
     */
    Optional<RemoteFile> describe(HubFile file) throws InterruptedException, Retries.Passing {
        Description description = new Description();
        HttpResponse<Void> response =
                send(file, new Ask("HEAD", 0, Optional.empty()), BodyHandlers.discarding(), description);
        if (response.statusCode() == 404 && !isRepositoryMissing(response.headers())) {
            return Optional.empty();
        }
        if (!isRedirect(response.statusCode())) {
            requireSuccess(file, response.statusCode(), response.headers());
        }
        return Optional.of(new RemoteFile(file, description.size, description.etag));
    }

    /**
     * Asks for a file's content from {@code offset} on.
     *
     * @param ifUnchanged the ETag the earlier bytes came with; the server sends everything if it has another one now
     * @return status 200 with everything, 206 with the rest, or 416 if there is nothing from there on
     */
    HttpResponse<Flow.Publisher<List<ByteBuffer>>> get(HubFile file, long offset, Optional<String> ifUnchanged)
            throws InterruptedException, Retries.Passing {
        HttpResponse<Flow.Publisher<List<ByteBuffer>>> response =
                send(file, new Ask("GET", offset, ifUnchanged), BodyHandlers.ofPublisher(), new Description());
        if (response.statusCode() != 416) {
            try {
                requireSuccess(file, response.statusCode(), response.headers());
            } catch (Retries.Passing | HubException e) {
                discard(response);
                throw e;
            }
        }
        return response;
    }

    /** Ends a response nobody will read. */
    static void discard(HttpResponse<Flow.Publisher<List<ByteBuffer>>> response) {
        Chunks chunks = new Chunks(Duration.ZERO);
        response.body().subscribe(chunks);
        chunks.close();
    }

    private record Ask(String method, long offset, Optional<String> ifUnchanged) {}

    /** What the headers tell; the hub tells about a large file before it sends us on to where it lies. */
    private static final class Description {
        private OptionalLong size = OptionalLong.empty();
        private Optional<String> etag = Optional.empty();
        private boolean linked;

        void add(int status, HttpHeaders headers) {
            if (linked) {
                return;
            }
            OptionalLong linkedSize = headers.firstValueAsLong("X-Linked-Size");
            Optional<String> linkedEtag = headers.firstValue("X-Linked-Etag").flatMap(HubClient::opaque);
            linked = linkedSize.isPresent() || linkedEtag.isPresent();
            size = linkedSize.isPresent() || isRedirect(status)
                    ? linkedSize
                    : headers.firstValueAsLong("Content-Length");
            etag = linkedEtag.or(() -> headers.firstValue("ETag").flatMap(HubClient::opaque));
        }

        boolean complete() {
            return size.isPresent() && etag.isPresent();
        }
    }

    private <T> HttpResponse<T> send(HubFile file, Ask ask, BodyHandler<T> body, Description description)
            throws InterruptedException, Retries.Passing {
        URI address = address(file);
        for (int i = 0; i <= MAX_REDIRECTS; i++) {
            HttpResponse<T> response = send(file, request(address, ask), body);
            description.add(response.statusCode(), response.headers());
            Optional<String> location = response.headers().firstValue("Location");
            if (!isRedirect(response.statusCode())
                    || location.isEmpty()
                    || (ask.method.equals("HEAD") && description.complete())) {
                return response;
            }
            URI next = address.resolve(location.get());
            if (address.getScheme().equals("https") && !"https".equals(next.getScheme())) {
                throw new HubException(
                        settings.endpoint() + " wants to send " + file + " over an address without encryption.",
                        "Check HF_ENDPOINT and your network: somebody may be reading along.");
            }
            address = next;
        }
        throw new HubException(
                settings.endpoint() + " sends us round in circles for " + file + ".", "Check HF_ENDPOINT.");
    }

    /** A hub that cannot be reached at all when it is asked first is not waited for: most likely we are offline. */
    private <T> HttpResponse<T> send(HubFile file, HttpRequest request, BodyHandler<T> body)
            throws InterruptedException, Retries.Passing {
        try {
            return http.send(request, body);
        } catch (IOException e) {
            HubException failure = new HubException(
                    request.uri().getScheme() + "://" + request.uri().getAuthority() + " cannot be reached for " + file
                            + " (" + reason(e) + ").",
                    "Check the network, the proxy (https_proxy) and HF_ENDPOINT; what was downloaded is kept.",
                    e);
            if (e instanceof ConnectException && request.method().equals("HEAD")) {
                throw failure;
            }
            throw new Retries.Passing(Optional.empty(), failure);
        }
    }

    /** What a failure is about; Java hides it in the cause sometimes. */
    static String reason(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getMessage() == null && deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
    }

    private URI address(HubFile file) {
        return URI.create(
                settings.endpoint() + "/" + file.repository() + "/resolve/" + HubFile.REVISION + "/" + file.path());
    }

    private HttpRequest request(URI address, Ask ask) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .method(ask.method, HttpRequest.BodyPublishers.noBody())
                .timeout(ANSWER)
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "imagine4j");
        if (isHub(address)) {
            settings.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        }
        if (ask.offset > 0) {
            request.header("Range", "bytes=" + ask.offset + "-");
            ask.ifUnchanged.ifPresent(etag -> request.header("If-Range", etag));
        }
        return request.build();
    }

    /** Whether an address is the hub's own; the token is for nobody else. */
    private boolean isHub(URI address) {
        return settings.endpoint().getScheme().equals(address.getScheme())
                && settings.endpoint().getAuthority().equals(address.getAuthority());
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static boolean isRepositoryMissing(HttpHeaders headers) {
        return headers.firstValue("X-Error-Code").filter("RepoNotFound"::equals).isPresent();
    }

    /** An ETag without its quotes; none if it is empty. */
    private static Optional<String> opaque(String etag) {
        return Optional.of(etag.replaceFirst("^W/", "").replace("\"", "")).filter(tag -> !tag.isEmpty());
    }

    private void requireSuccess(HubFile file, int status, HttpHeaders headers) throws Retries.Passing {
        if (status == 200 || status == 206) {
            return;
        }
        String problem = settings.endpoint() + " answered " + status + " when asked for " + file;
        switch (status) {
            case 401, 403 ->
                throw new HubException(
                        problem + ": we may not read it" + (settings.token().isPresent() ? " with this token." : "."),
                        settings.token().isPresent()
                                ? "Check HF_TOKEN, and on the repository's page whether your account has access."
                                : "Set HF_TOKEN to an access token of your account; the repository's page says who has access.");
            case 404 ->
                throw new HubException(
                        problem + ": there is no such file.", "Check HF_ENDPOINT: it may be a hub without this model.");
            case 407 ->
                throw new HubException(
                        problem + ": the proxy wants you to log in.",
                        "Set https_proxy to a proxy that lets Java through.");
            case 429 ->
                throw new Retries.Passing(
                        RetryAfter.of(headers),
                        new HubException(
                                problem + ": too many requests.",
                                RetryAfter.advice(headers) + "; what was downloaded is kept."
                                        + (settings.token().isPresent()
                                                ? ""
                                                : " With HF_TOKEN set the hub allows more.")));
            case 408, 500, 502, 503, 504 ->
                throw new Retries.Passing(
                        RetryAfter.of(headers),
                        new HubException(
                                problem + ": it has a problem of its own.",
                                RetryAfter.advice(headers) + "; what was downloaded is kept."));
            default -> throw new HubException(problem + ".", "Check HF_ENDPOINT and your proxy settings.");
        }
    }
}
