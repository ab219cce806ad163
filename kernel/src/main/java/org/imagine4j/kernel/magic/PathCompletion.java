package org.imagine4j.kernel.magic;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.imagine4j.kernel.core.Completion;

/** Completes names of files and folders, relative to the kernel's working folder; {@code ~} is the user's home. */
public final class PathCompletion {
    private static final int MAX_ITEMS = 200;

    private PathCompletion() {}

    /**
     * Proposes the paths that begin with what was typed.
     *
     * @param typed the path up to the cursor
     * @param end the cursor's index in the code
     */
    public static Completion complete(String typed, int end) {
        int slash = Math.max(typed.lastIndexOf('/'), typed.lastIndexOf('\\'));
        String parent = typed.substring(0, slash + 1);
        String name = typed.substring(slash + 1);
        List<Completion.Item> items = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder(parent), entry -> matches(entry, name))) {
            for (Path entry : entries) {
                boolean folder = Files.isDirectory(entry);
                String text = parent + entry.getFileName() + (folder ? "/" : "");
                items.add(new Completion.Item(text, "path", folder ? "folder" : "file"));
                if (items.size() == MAX_ITEMS) {
                    break;
                }
            }
        } catch (IOException | InvalidPathException | SecurityException e) {
            return Completion.none(end);
        }
        items.sort(Comparator.comparing(Completion.Item::text));
        return new Completion(items, end - typed.length(), end);
    }

    private static Path folder(String parent) {
        if (parent.startsWith("~/")) {
            return Path.of(System.getProperty("user.home")).resolve(parent.substring(2));
        }
        return Path.of(parent);
    }

    private static boolean matches(Path entry, String prefix) {
        String name = entry.getFileName().toString();
        return name.startsWith(prefix) && (!name.startsWith(".") || prefix.startsWith("."));
    }
}
