package org.imagine4j.models.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.imagine4j.models.FileHash;
import org.imagine4j.models.Progress;
import org.imagine4j.models.Progress.Stage;
import org.imagine4j.models.ProgressListener;

/** The files of a model, all but the manifest, and whether they are still what they were. */
final class Contents {

    private Contents() {}

    /** Hashes all files, by name. */
    static SortedMap<String, FileHash> hash(StoredModel model, ProgressListener listener) throws IOException {
        List<Path> files = FileTree.entries(model.folder()).stream()
                .filter(file -> !file.getFileName().toString().equals(Manifest.FILE))
                .toList();
        long total = 0;
        for (Path file : files) {
            total += Files.size(file);
        }
        long all = total;
        AtomicLong done = new AtomicLong();
        SortedMap<String, FileHash> hashes = new TreeMap<>();
        for (Path file : files) {
            hashes.put(
                    file.getFileName().toString(),
                    FileHash.of(
                            file,
                            bytes -> listener.progressed(
                                    new Progress(Stage.CHECKING, model.id().name(), done.addAndGet(bytes), all))));
        }
        return hashes;
    }

    /** Compares the files with the manifest; what is wrong with which, nothing if all is well. */
    static List<String> verify(StoredModel model, ProgressListener listener) throws IOException {
        Map<String, FileHash> expected = StoredModel.files(model);
        Map<String, FileHash> actual = hash(model, listener);
        List<String> wrong = new ArrayList<>();
        expected.forEach((file, hash) -> {
            FileHash found = actual.get(file);
            String name = model.precision() + "/" + file;
            if (found == null) {
                wrong.add(name + " is missing");
            } else if (found.bytes() != hash.bytes()) {
                wrong.add(name + " has " + found.bytes() + " bytes, not " + hash.bytes());
            } else if (!found.equals(hash)) {
                wrong.add(name + " has been changed");
            }
        });
        return wrong;
    }
}
