package org.imagine4j.kernel.core;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The cells that were run, in this session and in those before it. Sessions are numbered from 1 upwards. Cells are
 * written to the history's file by a thread of its own, so that no cell waits for a disk. Safe for use by any thread.
 */
public final class History implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 500;

    /**
     * A cell that was run.
     *
     * @param session counted from 1
     * @param number the number in the cell's prompt
     */
    public record Entry(int session, int number, String source) {}

    private final Optional<HistoryFile> file;
    private final List<Entry> own = new ArrayList<>();
    private final ExecutorService writer;

    private History(Optional<HistoryFile> file) {
        this.file = file;
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), History::thread);
        executor.allowCoreThreadTimeOut(true);
        writer = executor;
    }

    /** A history that knows this session only, and ends with it. */
    public static History ofThisSession() {
        return new History(Optional.empty());
    }

    /** The history that lies in a file, made if it does not exist. What cannot be written there is forgotten. */
    public static History in(Path file) {
        return new History(Optional.of(new HistoryFile(file)));
    }

    /** This session's number. */
    public int session() {
        return file.map(HistoryFile::session).orElse(1);
    }

    /** The last {@code count} cells of all sessions, oldest first. */
    public List<Entry> tail(int count) {
        return last(all(), count);
    }

    /**
     * Cells of one session.
     *
     * @param session 0 for this one, -1 for the one before it, or a session's number
     * @param start the first cell's number
     * @param stop the number after the last cell's
     */
    public List<Entry> range(int session, int start, int stop) {
        int wanted = session > 0 ? session : session() + session;
        return all().stream()
                .filter(entry -> entry.session == wanted && entry.number >= start && entry.number < stop)
                .toList();
    }

    /**
     * The last {@code count} cells of all sessions whose source matches, oldest first.
     *
     * @param glob a pattern of the protocol: {@code *} is any text and {@code ?} any character
     * @param unique whether of equal cells only the latest counts
     */
    public List<Entry> search(String glob, boolean unique, int count) {
        Pattern pattern = pattern(glob);
        List<Entry> found = all().stream()
                .filter(entry -> pattern.matcher(entry.source).matches())
                .toList();
        if (unique) {
            Map<String, Entry> latest = new LinkedHashMap<>();
            for (Entry entry : found) {
                latest.remove(entry.source);
                latest.put(entry.source, entry);
            }
            found = List.copyOf(latest.values());
        }
        return last(found, count);
    }

    /** Writes what is still to be written. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            boolean unused = writer.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void add(int number, String source) {
        synchronized (own) {
            own.add(new Entry(0, number, source));
        }
        file.ifPresent(disk -> {
            if (!writer.isShutdown()) {
                writer.execute(() -> disk.append(number, source));
            }
        });
    }

    /** Cells of other sessions as the file tells them now, then our own. */
    private List<Entry> all() {
        int session = session();
        List<Entry> all = new ArrayList<>();
        file.ifPresent(disk ->
                disk.read().stream().filter(entry -> entry.session != session).forEach(all::add));
        synchronized (own) {
            own.forEach(entry -> all.add(new Entry(session, entry.number, entry.source)));
        }
        return all;
    }

    private static List<Entry> last(List<Entry> list, int count) {
        return list.subList(Math.max(0, list.size() - Math.max(0, count)), list.size());
    }

    private static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "imagine-history");
        thread.setDaemon(true);
        return thread;
    }
}
