package org.imagine4j.models.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.imagine4j.models.FileHash;
import org.imagine4j.models.Progress;
import org.imagine4j.models.Progress.Stage;
import org.imagine4j.models.ProgressListener;

/** A checkpoint's revision: the first digits of a SHA-256 over the SHA-256s of its weight files. */
final class Revision {

    private static final int DIGITS = 12;

    private Revision() {}

    static String of(CheckpointSource source, String name, ProgressListener listener) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : source.folders()) {
            for (Path file : FileTree.entries(folder)) {
                if (Files.isRegularFile(file)
                        && file.getFileName().toString().matches(".*\\.(msgpack|pt|pth|bin|safetensors)")) {
                    files.add(file);
                }
            }
        }
        long total = 0;
        for (Path file : files) {
            total += Files.size(file);
        }
        long all = total;
        AtomicLong done = new AtomicLong();
        StringBuilder hashes = new StringBuilder();
        for (Path file : files) {
            hashes.append(FileHash.of(
                            file,
                            bytes ->
                                    listener.progressed(new Progress(Stage.CHECKING, name, done.addAndGet(bytes), all)))
                    .sha256());
        }
        return FileHash.sha256Of(hashes.toString().getBytes(StandardCharsets.US_ASCII))
                .substring(0, DIGITS);
    }
}
