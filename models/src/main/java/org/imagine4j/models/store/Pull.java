package org.imagine4j.models.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imagine4j.models.ByteSize;
import org.imagine4j.models.Progress;
import org.imagine4j.models.Progress.Stage;
import org.imagine4j.models.ProgressListener;
import org.imagine4j.models.catalogue.KnownFile;
import org.imagine4j.models.catalogue.KnownModel;
import org.imagine4j.models.hub.Hub;
import org.imagine4j.models.hub.HubException;
import org.imagine4j.models.hub.HubFile;
import org.imagine4j.models.hub.RemoteFile;

/**
 * Gets a known model's checkpoint into a folder: from Hugging Face's cache what lies there, the rest from the hub. What is
 * there from an earlier attempt is continued.
 */
final class Pull {

    /** A file that has to be downloaded. */
    private record Order(RemoteFile remote, Path target, long bytes) {}

    private final KnownModel model;
    private final Hub hub;
    private final Path folder;
    private final ProgressListener listener;

    /** @param folder for the downloads; kept when the pull does not come to its end */
    Pull(KnownModel model, Hub hub, Path folder, ProgressListener listener) {
        this.model = model;
        this.hub = hub;
        this.folder = folder;
        this.listener = listener;
    }

    /**
     * Gets all files.
     *
     * @throws HubException if the hub refuses or cannot be reached
     * @throws ModelException if there is not enough room
     */
    CheckpointSource run() throws IOException, InterruptedException {
        List<Order> orders = new ArrayList<>();
        for (KnownFile file : model.files()) {
            Path target = folder.resolve(file.folder()).resolve(file.path());
            Files.createDirectories(target.getParent());
            Optional<Path> cached = hub.cached(hubFile(file));
            if (cached.isPresent()) {
                link(target, cached.get());
            } else {
                order(file, target).ifPresent(orders::add);
            }
        }
        long total = orders.stream().mapToLong(Order::bytes).sum();
        requireRoom(orders);
        long before = 0;
        for (Order order : orders) {
            hub.download(order.remote, order.target, new Watch(before, total, order.target));
            before += order.bytes;
        }
        return switch (model.kind()) {
            case PICTURE_MODEL -> PictureCheckpoint.in(folder);
            case SCORER -> ScorerCheckpoint.below(folder);
        };
    }

    private Optional<Order> order(KnownFile file, Path target) throws IOException, InterruptedException {
        if (file.optional() && hub.offline()) {
            return Optional.empty();
        }
        HubFile hubFile = hubFile(file);
        Optional<RemoteFile> remote = hub.describe(hubFile, new Watch(0, model.downloadBytes(), target));
        if (remote.isEmpty() && !file.optional()) {
            throw hub.missing(hubFile);
        }
        return remote.map(found -> new Order(found, target, found.size().orElse(file.bytes())));
    }

    private void requireRoom(List<Order> orders) throws IOException {
        long missing = -FileTree.size(folder);
        for (Order order : orders) {
            missing += order.bytes;
        }
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < missing) {
            throw new ModelException("Pulling " + model.name() + " downloads " + ByteSize.text(missing) + ", and only "
                    + ByteSize.text(free) + " are free in " + folder + ".\n"
                    + "Make room there, or set IMAGINE_HOME to a folder with more.");
        }
    }

    private static HubFile hubFile(KnownFile file) {
        return new HubFile(file.repository(), file.path());
    }

    /** Puts a cached file beside the downloaded ones; copying is the last resort, for file systems without links. */
    private static void link(Path target, Path cached) throws IOException {
        Files.deleteIfExists(target);
        Path content = cached.toRealPath();
        try {
            Files.createSymbolicLink(target, content);
        } catch (IOException | UnsupportedOperationException e) {
            // Windows allows symbolic links to few users only.
            Files.copy(content, target);
        }
    }

    /** Tells about one file's download as a part of all downloads. */
    private final class Watch implements Hub.Listener {
        private final long before;
        private final long total;
        private final Path target;

        Watch(long before, long total, Path target) {
            this.before = before;
            this.total = total;
            this.target = target;
        }

        @Override
        public void received(long bytes) {
            listener.progressed(new Progress(
                    Stage.DOWNLOADING,
                    model.name() + " (" + target.getFileName() + ")",
                    Math.min(before + bytes, total),
                    total));
        }

        @Override
        public void waiting(String reason, Duration pause) {
            listener.progressed(new Progress(
                    Stage.WAITING,
                    reason + " Next attempt in " + Math.max(1, pause.toSeconds()) + " s.",
                    before,
                    total));
        }
    }
}
