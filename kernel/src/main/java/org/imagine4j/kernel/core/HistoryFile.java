package org.imagine4j.kernel.core;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.imagine4j.kernel.core.History.Entry;

/**
 * Cells in a file of JSON lines, {@code [session, number, source]} each; a line with number 0 opens a session. Several
 * kernels may share it: whoever writes locks it. A line that cannot be read is passed over. When the file has grown
 * beyond {@value #MAX_BYTES} bytes, the next session keeps its newer half.
 */
final class HistoryFile {
    static final int MAX_BYTES = 4 << 20;
    private static final int MAX_ATTEMPTS = 200;
    private static final long PAUSE_NANOS = 5_000_000;

    private final Path file;

    /** This session's number; 0 until it has one. */
    private int session;

    HistoryFile(Path file) {
        this.file = file;
    }

    /** This session's number: one more than the file's highest when it is first asked for. */
    synchronized int session() {
        if (session == 0) {
            session = 1;
            locked(channel -> {
                List<String> lines = lines(channel);
                session = lines.stream()
                                .flatMap(line -> entry(line).stream())
                                .mapToInt(Entry::session)
                                .max()
                                .orElse(0)
                        + 1;
                if (channel.size() > MAX_BYTES) {
                    channel.truncate(0);
                    write(channel, String.join("\n", lines.subList(lines.size() / 2, lines.size())));
                }
                write(channel, line(session, 0, ""));
            });
        }
        return session;
    }

    synchronized void append(int number, String source) {
        String line = line(session(), number, source);
        locked(channel -> write(channel, line));
    }

    /** The cells of all sessions, in the order in which they were run; none if the file cannot be read. */
    synchronized List<Entry> read() {
        List<Entry> entries = new ArrayList<>();
        locked(channel -> lines(channel).stream()
                .flatMap(line -> entry(line).stream())
                .filter(entry -> entry.number() > 0)
                .forEach(entries::add));
        return entries;
    }

    @FunctionalInterface
    private interface Access {
        void with(FileChannel channel) throws IOException;
    }

    /** A history that cannot be kept is no reason to trouble the user: without the file there is this session's. */
    private void locked(Access access) {
        try {
            create();
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                lock(channel);
                access.with(channel);
            }
        } catch (IOException | UnsupportedOperationException | IllegalStateException e) {
            System.getLogger(HistoryFile.class.getName()).log(System.Logger.Level.DEBUG, "No history", e);
        }
    }

    /** Locks the file until its channel closes; another session of this very process may have to finish first. */
    private static void lock(FileChannel channel) throws IOException {
        for (int attempt = 0; ; attempt++) {
            try {
                var unused = channel.lock();
                return;
            } catch (OverlappingFileLockException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** What was run may hold secrets: the file is its owner's alone. */
    private void create() throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        try {
            if (posix) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException e) {
            // Another kernel was faster.
        }
    }

    private static List<String> lines(FileChannel channel) throws IOException {
        channel.position(0);
        byte[] bytes = Channels.newInputStream(channel).readAllBytes();
        return new ArrayList<>(new String(bytes, StandardCharsets.UTF_8).lines().toList());
    }

    private static void write(FileChannel channel, String line) throws IOException {
        channel.position(channel.size());
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static String line(int session, int number, String source) {
        JsonArray line = new JsonArray();
        line.add(session);
        line.add(number);
        line.add(source);
        return line.toString();
    }

    private static Optional<Entry> entry(String line) {
        try {
            JsonElement json = JsonParser.parseString(line);
            JsonArray row = json.getAsJsonArray();
            return Optional.of(new Entry(
                    row.get(0).getAsInt(), row.get(1).getAsInt(), row.get(2).getAsString()));
        } catch (JsonParseException | IllegalStateException | IndexOutOfBoundsException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
