package org.imagine4j.models.hub;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Flow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imagine4j.models.FileHash;

/**
 * One file's way from the hub to the disk. Bytes are collected in {@code <target>.part}; {@code <target>.origin} remembers
 * which content they belong to, so that a later attempt, or a later process, can continue.
 */
final class Download {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

    private final HubClient client;
    private final RemoteFile remote;
    private final Path target;
    private final Path part;
    private final Origin origin;
    private final Hub.Listener listener;
    private long furthest;

    Download(HubClient client, RemoteFile remote, Path target, Hub.Listener listener) throws IOException {
        this.client = client;
        this.remote = remote;
        this.target = target;
        this.part = target.resolveSibling(target.getFileName() + ".part");
        this.origin = new Origin(target.resolveSibling(target.getFileName() + ".origin"));
        this.listener = listener;
        if (!origin.isOf(remote)) {
            Files.deleteIfExists(part);
            Files.deleteIfExists(target);
        }
    }

    /** Whether the file stands at its target, unchanged since. */
    boolean isComplete() throws IOException {
        boolean complete = Files.exists(target)
                && (remote.size().isEmpty()
                        || Files.size(target) == remote.size().getAsLong());
        if (complete) {
            listener.received(Files.size(target));
        }
        return complete;
    }

    /** The most bytes that were ever here. */
    long furthest() {
        return furthest;
    }

    /**
     * Downloads what is missing.
     *
     * @return the complete file
     * @throws IOException if the disk, not the network, is in trouble
     */
    Path attempt() throws IOException, InterruptedException, Retries.Passing {
        long have = Files.exists(part) ? Files.size(part) : 0;
        if (have > size()) {
            Files.delete(part);
            have = 0;
        }
        if (have == 0 || have < size() || remote.size().isEmpty()) {
            have = receive(have);
        }
        if (remote.size().isPresent() && have < size()) {
            throw new Retries.Passing(
                    Optional.empty(), broken("it announced " + size() + " bytes and ends after " + have));
        }
        requireHash();
        return Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The announced size, or more than any file has. */
    private long size() {
        return remote.size().orElse(Long.MAX_VALUE);
    }

    private long receive(long have) throws IOException, InterruptedException, Retries.Passing {
        HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = client.get(remote.file(), have, origin.validator());
        if (response.statusCode() == 416 || (response.statusCode() == 206 && !startsAt(have, response))) {
            HubClient.discard(response);
            Files.deleteIfExists(part);
            throw new Retries.Passing(Optional.of(Duration.ZERO), broken("it cannot continue at byte " + have));
        }
        long start = response.statusCode() == 206 ? have : 0;
        OptionalLong length = response.headers().firstValueAsLong("Content-Length");
        if (remote.size().isPresent() && length.isPresent() && start + length.getAsLong() != size()) {
            HubClient.discard(response);
            throw broken("it announced " + size() + " bytes and now offers " + (start + length.getAsLong()));
        }
        origin.write(remote, response.headers().firstValue("ETag"));
        try (Chunks chunks = new Chunks(PATIENCE)) {
            response.body().subscribe(chunks);
            return write(chunks, start);
        } catch (Chunks.Dropped e) {
            throw new Retries.Passing(
                    Optional.empty(),
                    new HubException(
                            "The connection for " + remote.file() + " drops again and again (" + e.getMessage() + ").",
                            "What was downloaded is kept: run the same command again to continue.",
                            e));
        }
    }

    private static boolean startsAt(long offset, HttpResponse<?> response) {
        Matcher range = CONTENT_RANGE.matcher(
                response.headers().firstValue("Content-Range").orElse(""));
        return range.matches() && Long.parseLong(range.group(1)) == offset;
    }

    private long write(Chunks chunks, long start) throws IOException, InterruptedException, Chunks.Dropped {
        long position = start;
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(start).position(start);
            listener.received(position);
            for (Optional<List<ByteBuffer>> next = chunks.next(); next.isPresent(); next = chunks.next()) {
                for (ByteBuffer bytes : next.get()) {
                    while (bytes.hasRemaining()) {
                        position += channel.write(bytes);
                    }
                }
                if (position > size()) {
                    channel.truncate(0);
                    throw broken("it announced " + size() + " bytes and sends more");
                }
                furthest = Math.max(furthest, position);
                listener.received(position);
            }
        }
        return position;
    }

    private void requireHash() throws IOException {
        Optional<String> expected = remote.sha256();
        if (expected.isPresent()) {
            String actual = FileHash.of(part, bytes -> {}).sha256();
            if (!actual.equals(expected.get())) {
                Files.delete(part);
                throw broken("its SHA-256 should be " + expected.get() + " and is " + actual);
            }
        }
    }

    private HubException broken(String reason) {
        return new HubException(
                "What the hub sends for " + remote.file() + " is not what it promised: " + reason + ".",
                "Run the same command again; if it happens again, the hub or a proxy on the way is broken.");
    }
}
