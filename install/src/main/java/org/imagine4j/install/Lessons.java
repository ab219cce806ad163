package org.imagine4j.install;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The teaching notebooks as a person's own copies. A copy that has been changed, which happens as soon as one of its cells
 * is run, is the person's and never touched again; one that has not follows the program when that is updated.
 */
final class Lessons {
    /** The lesson to begin with. */
    static final String FIRST = "01-first-images.ipynb";

    /** All of them. */
    static final List<String> NAMES = List.of(
            FIRST,
            "02-dalle-mini.ipynb",
            "03-sampling.ipynb",
            "04-self-portrait.ipynb",
            "05-tokens-and-attention.ipynb",
            "06-under-the-hood.ipynb",
            "kernel-tour.ipynb");

    /** Remembers what was laid: the digests of the files by their names. */
    private static final String RECORD = ".imagine-lessons.json";

    private final Path folder;

    /** @param folder where the copies go; need not exist */
    Lessons(Path folder) {
        this.folder = folder;
    }

    /** Lays the lessons that are not there, and replaces those that are older and unchanged; gives the first one. */
    Path lay() throws IOException {
        Files.createDirectories(folder);
        Map<String, String> laid = readRecord();
        for (String name : NAMES) {
            byte[] lesson = lesson(name);
            Path copy = folder.resolve(name);
            if (!Files.exists(copy) || digest(Files.readAllBytes(copy)).equals(laid.get(name))) {
                Files.write(copy, lesson);
                laid.put(name, digest(lesson));
            }
        }
        Files.writeString(folder.resolve(RECORD), new Gson().toJson(laid));
        return folder.resolve(FIRST);
    }

    /** A record that cannot be read only means that every copy is taken for the person's own. */
    private Map<String, String> readRecord() throws IOException {
        Path record = folder.resolve(RECORD);
        if (Files.exists(record)) {
            try {
                Map<String, String> read =
                        new Gson().fromJson(Files.readString(record), new TypeToken<Map<String, String>>() {});
                return read == null ? new TreeMap<>() : new TreeMap<>(read);
            } catch (JsonParseException e) {
                return new TreeMap<>();
            }
        }
        return new TreeMap<>();
    }

    private static byte[] lesson(String name) throws IOException {
        String resource = "/notebooks/" + name;
        try (InputStream in = Objects.requireNonNull(Lessons.class.getResourceAsStream(resource), resource)) {
            return in.readAllBytes();
        }
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
